"""Distribution metadata of collective.externalshare."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup
from setuptools.command.build_py import build_py


here = Path(__file__).parent


class BuildWithTranslations(build_py):
    """Compile the message catalogues into what is built, since wheels start without a compiler."""

    def run(self):
        """Build, then turn each .po beside its place in the build into a .mo."""
        super().run()
        if self.editable_mode:
            return
        from pythongettext.msgfmt import Msgfmt

        for source in Path(self.build_lib).rglob("LC_MESSAGES/*.po"):
            with source.open("rb") as handle:
                source.with_suffix(".mo").write_bytes(Msgfmt(handle, name=source.name).get())


setup(
    name="collective.externalshare",
    version="1.0.0a1",
    description="Share published documents with people outside, named, provable and revocable.",
    long_description="\n\n".join(
        (here / name).read_text(encoding="utf-8") for name in ("README.rst", "CHANGES.rst")
    ),
    long_description_content_type="text/x-rst",
    license="GPL-2.0-or-later",
    author="collective.externalshare contributors",
    keywords="Plone CMS sharing distribution PDF watermark audit",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Framework :: Plone :: Classic UI",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Operating System :: POSIX",
    ],
    packages=find_namespace_packages("src"),
    package_dir={"": "src"},
    cmdclass={"build_py": BuildWithTranslations},
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=[
        "Products.CMFPlone>=6.2",
        "plone.api",
        "plone.app.registry",
        "plone.app.z3cform",
        "plone.restapi",
        "z3c.form",
        "zope.sendmail",
        "fontpkg",
        "fontpkg-heebo",
        "fontpkg-noto-sans",
        "fontpkg-noto-sans-arabic",
        "fontpkg-noto-sans-devanagari",
        "fontpkg-noto-sans-thai",
        "pikepdf>=10",
        "Pillow",
        "pypdfium2>=5",
        "reportlab>=4.4",
        "uharfbuzz",
    ],
    extras_require={
        "demo": ["Plone>=6.2", "aiosmtpd", "requests", "waitress"],
        "test": [
            "Plone>=6.2",
            "aiosmtpd",
            "axe-playwright-python",
            "build",
            "hypothesis",
            "i18ndude",
            "noto-cjk-sans-jp-regular",
            "playwright",
            "plone.app.testing",
            "polib",
            "psutil",
            "pypdf>=7",
            "pytest",
            "pytest-plone>=1.1",
            "python-gettext",
            "requests",
            "zope.pytestlayer",
        ],
        "check": ["build", "i18ndude", "import-linter", "mypy", "mypy-zope", "ruff", "zpretty"],
    },
    entry_points={
        "plone.autoinclude.plugin": ["target = plone"],
        "console_scripts": [
            "externalshare-demo = collective.externalshare.demo.main:main",
            "externalshare-housekeeping = collective.externalshare.content.script:main",
            "externalshare-outbox = collective.externalshare.mail.script:main",
            "externalshare-verify = collective.externalshare.verify:main",
        ],
    },
)
