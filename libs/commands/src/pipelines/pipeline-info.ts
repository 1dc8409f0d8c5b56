import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const pipelineInfo = defineVerb({
  name: 'pipelines:info',
  summary: 'show the apps of a pipeline, by stage',
  args: { pipeline: word('pipeline', 'its name') },
  examples: ['pipelines:info shop'],
  async run(context, { args, isJson }) {
    const { pipelines } = context.client;
    const pipeline = await pipelines.get(args.pipeline);
    const couplings = await pipelines.couplings(pipeline.id);
    const apps = await pipelines.apps(couplings.map(({ app }) => app.id));
    if (isJson) return context.out(jsonText({ pipeline, apps, couplings }));
    context.out(heading(pipeline.name));
    const nameOf = (id: string) => apps.find((app) => app.id === id)?.name ?? id;
    const rows = couplings.map(({ app, stage }) => ({ name: nameOf(app.id), stage }));
    context.out(
      table(rows, [
        { title: 'app name', get: ({ name }) => name },
        { title: 'stage', get: ({ stage }) => stage },
      ]),
    );
  },
});
