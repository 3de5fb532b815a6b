"""Red flags, referral, and the movements that conditions close."""
