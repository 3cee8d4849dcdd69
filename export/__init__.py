"""What leaves the warehouse: releases, workbooks, the page of a check, the data package."""
