/** What Heroku has and the platform lacks, by the word in a path. */
const LACKING: Readonly<Record<string, string>> = {
  acm: 'automatic certificates',
  addons: 'add-ons',
  'addon-attachments': 'add-ons',
  'addon-services': 'add-ons',
  'buildpack-installations': 'buildpacks',
  features: 'features to turn on',
  keys: 'SSH keys',
  'log-drains': 'log drains',
  'review-apps': 'review apps',
  slugs: 'slugs (it deploys images)',
  'test-runs': 'test runs',
  webhooks: 'webhooks',
  'webhook-deliveries': 'webhooks',
  'webhook-events': 'webhooks',
};

/** What a request was about that the platform has not; null: something else. The rightmost known word counts. */
export function lackingThing(path: string): string | null {
  const word = path.split(/[/?#]/).findLast((part) => Object.hasOwn(LACKING, part));
  return word === undefined ? null : LACKING[word]!;
}
