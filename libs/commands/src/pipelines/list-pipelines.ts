import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';

export const listPipelines = defineVerb({
  name: 'pipelines',
  summary: 'list the pipelines that you may see',
  examples: ['pipelines'],
  async run(context, { isJson }) {
    const pipelines = await context.client.pipelines.list();
    if (isJson) return context.out(jsonText(pipelines));
    context.out(heading('My Pipelines'));
    for (const { name } of pipelines) context.out(name);
  },
});
