"""What Streamlit starts: the pages.

A child that reads a dropped file imports this file under another name, hence the condition.
"""

if __name__ == "__main__":
    from dashboard.navigation import show

    show()
