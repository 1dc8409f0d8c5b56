import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const destroyPipeline = defineVerb({
  name: 'pipelines:destroy',
  summary: 'forget a pipeline of yours; its apps stay',
  args: { pipeline: word('pipeline', 'its name') },
  examples: ['pipelines:destroy shop'],
  async run(context, { args: { pipeline }, isJson }) {
    const gone = await context.step(`Destroying ${pipeline} pipeline`, () =>
      context.client.pipelines.destroy(pipeline),
    );
    if (isJson) context.out(jsonText(gone));
  },
});
