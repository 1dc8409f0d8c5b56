import { word } from '../language/argument.js';
import { text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { guessedStage, stageFlag } from './stage-flag.js';

export const createPipeline = defineVerb({
  name: 'pipelines:create',
  summary: 'make a pipeline, with a first app if you like',
  args: { name: word('name', 'of the pipeline') },
  flags: { app: text('app', 'its first app', { short: 'a' }), stage: stageFlag },
  examples: ['pipelines:create shop', 'pipelines:create shop -a shop-staging --stage staging'],
  async run(context, { args, flags, isJson }) {
    const { pipelines } = context.client;
    const pipeline = await context.step(`Creating ${args.name} pipeline`, () => pipelines.create(args.name));
    if (flags.app !== undefined) {
      const { app, stage = guessedStage(app) } = { ...flags, app: flags.app };
      await context.step(`Adding ${app} to ${pipeline.name} pipeline as ${stage}`, () =>
        pipelines.couple({ app, pipeline: pipeline.id, stage }),
      );
    }
    if (isJson) context.out(jsonText(pipeline));
  },
});
