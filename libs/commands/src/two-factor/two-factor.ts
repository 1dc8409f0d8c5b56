import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const showTwoFactor = defineVerb({
  name: '2fa',
  aliases: ['auth:2fa'],
  summary: 'show whether your login asks for a code',
  examples: ['2fa'],
  async run(context, { isJson }) {
    const { two_factor_authentication: isOn } = await context.client.account.get();
    context.out(
      isJson ? jsonText({ enabled: isOn }) : `Two-factor authentication is ${isOn ? 'enabled' : 'not enabled'}`,
    );
  },
});

export const enableTwoFactor = defineVerb({
  name: '2fa:enable',
  summary: 'have your login ask for a code of your telephone',
  localReason: 'asks for a code',
  examples: ['2fa:enable'],
  async run(context, { isJson }) {
    const { account } = context.client;
    const { secret, url } = await account.beginTwoFactor();
    context.err(`Give this to an app for codes: ${url}`);
    context.err(`or type in the secret ${secret}`);
    const code = await context.terminal!.ask('The code it shows now: ');
    const { recovery_codes: codes } = await account.confirmTwoFactor(code.trim());
    if (isJson) return context.out(jsonText({ recovery_codes: codes }));
    context.out(
      'Two-factor authentication is enabled. Keep these codes: each lets you in once when the device is lost.',
    );
    for (const one of codes) context.out(`  ${one}`);
  },
});

export const disableTwoFactor = defineVerb({
  name: '2fa:disable',
  summary: 'have your login ask for no code any more',
  localReason: 'asks for a code',
  examples: ['2fa:disable'],
  async run(context, { isJson }) {
    const code = await context.terminal!.ask('A code: ');
    await context.step('Disabling two-factor authentication', () => context.client.account.endTwoFactor(code.trim()));
    if (isJson) context.out(jsonText({ enabled: false }));
  },
});
