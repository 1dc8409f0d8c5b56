import { EngineError } from '@jujube/containers/engine-error.js';
import { unreachableReport } from './unreachable-report.js';

const message = 'connect ECONNREFUSED 10.0.0.9:2376; is the engine running and its address reachable from here?';

describe('unreachableReport', () => {
  it('gives the reason of an engine error without the host and our word for the call', () => {
    const error = new EngineError({ kind: 'unreachable', host: 'hx', operation: 'inspect host', message });
    expect(unreachableReport(error)).toEqual({ isReachable: false, error: message, findings: [] });
  });

  it('ends every reason as a sentence, once', () => {
    expect(unreachableReport(new Error('no route to host')).error).toBe('no route to host.');
    expect(unreachableReport('h did not answer within 8.5 s.').error).toBe('h did not answer within 8.5 s.');
  });
});
