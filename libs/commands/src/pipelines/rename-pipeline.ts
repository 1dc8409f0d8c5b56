import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const renamePipeline = defineVerb({
  name: 'pipelines:rename',
  summary: 'rename a pipeline of yours',
  args: { pipeline: word('pipeline', 'its name now'), name: word('name', 'its new name') },
  examples: ['pipelines:rename shop store'],
  async run(context, { args: { pipeline, name }, isJson }) {
    const renamed = await context.step(`Renaming ${pipeline} pipeline to ${name}`, () =>
      context.client.pipelines.rename(pipeline, name),
    );
    if (isJson) context.out(jsonText(renamed));
  },
});
