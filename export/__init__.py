"""What is taken away: releases, workbooks, the page of a check, the data package."""
