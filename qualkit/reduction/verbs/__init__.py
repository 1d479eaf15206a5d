"""What a study's reduction does, verb by verb, and what the verbs share: these modules see the open study."""
