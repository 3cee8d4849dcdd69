"""Many filings: processes with limits, a cluster, shards, the version of the reader."""
