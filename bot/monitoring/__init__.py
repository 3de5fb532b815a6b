"""What the operator's monitoring reads: metrics, health, readiness."""
