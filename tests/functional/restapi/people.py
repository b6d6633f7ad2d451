"""One person a role."""

PASSWORD = "a long example password"
PEOPLE = {
    "member": [],
    "reader": ["Reader"],
    "contributor": ["Contributor"],
    "editor": ["Editor"],
    "reviewer": ["Reviewer"],
    "auditor": ["External Share Auditor"],
    "site-administrator": ["Site Administrator"],
    "manager": ["Manager"],
}
