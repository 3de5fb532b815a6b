"""Read typed words by word lists and linear models, without a language model."""
