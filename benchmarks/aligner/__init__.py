"""A word aligner in the manner of Sultan et al. (2014), for the measure of pairs alone."""
