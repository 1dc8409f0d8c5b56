const BILLING = 'tells of bills, contracts and log-in rules of Heroku the company';

/** Where our answers differ from the public schemas, each with the reason. */
export const KNOWN_GAPS: Readonly<Record<string, string>> = {
  'account.acknowledged_msa': BILLING,
  'account.acknowledged_msa_at': BILLING,
  'account.eco_dynos_enabled': BILLING,
  'account.eco_dynos_shutdown_at': BILLING,
  'account.italian_customer_terms': BILLING,
  'account.italian_partner_terms': BILLING,
  'account.mfa_enabled': BILLING,
  'account.mfa_exemption': BILLING,
  'account.mfa_exemption_reason': BILLING,
  'account.mfa_experience': BILLING,
  'account.pipeline_cost_consent_at': BILLING,
  'app.generation': 'an object, as v3 has it and the CLI reads it; 3.sdk says that it is a string',
  'app.git_url': 'empty: there is nothing to push to yet, and the pattern wants git.heroku.com',
  'app.web_url': 'leads to our router; the pattern wants herokuapp.com',
  'build.generation': 'only v3 has it, and no client reads it',
  'build.labs': 'is for apps of the fir generation',
  'domain.hostname': "a host name; the schema calls the same, and its own example, a 'uri'",
  'filter-apps.generation': 'as app.generation',
  'filter-apps.git_url': 'as app.git_url',
  'filter-apps.web_url': 'as app.web_url',
  'space.generation': 'as app.generation',
  'region.provider.region': 'a name of ours; the schema lists regions of Amazon',
  'release.oci_image': 'is for apps of the fir generation',
};
