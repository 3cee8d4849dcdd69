"""What people see in a terminal: words and layout, no judgement."""
