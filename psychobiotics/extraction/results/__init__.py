"""Result sentences to findings: tokens, zones, cues, noun phrases, statistics, comparisons."""
