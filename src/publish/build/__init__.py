"""Where entries are made: in this process, or in several side by side, as many as fit."""
