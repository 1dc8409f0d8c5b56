import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const verifyAudit = defineVerb({
  name: 'audit:verify',
  summary: 'check that no line of the audit log was changed, left out or put in',
  examples: ['audit:verify'],
  async run(context, { isJson }) {
    const found = await context.client.audit.verify();
    if (isJson) return context.out(jsonText(found));
    if (!found.intact)
      throw new Error(
        `The audit log was tampered with: line ${found.broken_at} does not follow from the one before it.`,
      );
    context.out(`All ${found.events} lines follow from each other.`);
  },
});
