"""The commands of the command line, by stage; each is a few lines over `Study`."""
