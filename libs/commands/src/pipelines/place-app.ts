import { word } from '../language/argument.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { guessedStage, stageFlag } from './stage-flag.js';

export const addToPipeline = defineVerb({
  name: 'pipelines:add',
  summary: 'put an app into a stage of a pipeline',
  needsApp: true,
  args: { pipeline: word('pipeline', 'its name') },
  flags: { stage: stageFlag },
  examples: ['pipelines:add shop -a shop-staging --stage staging'],
  async run(context, { app, args: { pipeline }, flags, isJson }) {
    const stage = flags.stage ?? guessedStage(app);
    const coupling = await context.step(`Adding ${app} to ${pipeline} pipeline as ${stage}`, () =>
      context.client.pipelines.couple({ app, pipeline, stage }),
    );
    if (isJson) context.out(jsonText(coupling));
  },
});

export const moveInPipeline = defineVerb({
  name: 'pipelines:update',
  summary: 'put an app into another stage of its pipeline',
  needsApp: true,
  flags: { stage: stageFlag },
  examples: ['pipelines:update -a shop-staging --stage production'],
  async run(context, { app, flags: { stage }, isJson }) {
    if (stage === undefined) throw new UsageError('Which stage? Add --stage, such as --stage production.');
    const { pipelines } = context.client;
    const { id } = await pipelines.couplingOf(app);
    const coupling = await context.step(`Changing ${app} to ${stage}`, () => pipelines.move(id, stage));
    if (isJson) context.out(jsonText(coupling));
  },
});

export const removeFromPipeline = defineVerb({
  name: 'pipelines:remove',
  summary: 'take an app out of its pipeline',
  needsApp: true,
  examples: ['pipelines:remove -a shop-staging'],
  async run(context, { app, isJson }) {
    const { pipelines } = context.client;
    const { id, pipeline } = await pipelines.couplingOf(app);
    const gone = await context.step(`Removing ${app} from ${pipeline.name} pipeline`, () => pipelines.uncouple(id));
    if (isJson) context.out(jsonText(gone));
  },
});
