"""ClinicalTrials.gov records: protocol, arms, posted results."""
