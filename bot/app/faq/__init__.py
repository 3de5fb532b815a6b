"""Questions that people ask: answered from content, plan and profile; nothing is changed."""
