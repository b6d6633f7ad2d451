"""Where it lives: the one store in the portal's annotations, its indexes, its keys."""
