"""The command line: one file a verb group; each verb is one call of a public function."""
