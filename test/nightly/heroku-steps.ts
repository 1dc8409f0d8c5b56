import type { HerokuStep } from '../support/heroku-step.js';

export const NAMES = {
  app: 'night',
  other: 'night-2',
  pipeline: 'night-line',
  team: 'night-team',
  space: 'night-space',
};
export const HOST = 'www.night.example';

const { app: APP, other: OTHER, pipeline: PIPELINE, team: TEAM, space: SPACE } = NAMES;
const a = `-a ${APP}`;

// one story for each group, told in order
export const ACCOUNT: readonly HerokuStep[] = [
  ['auth:whoami', 0, /^admin@localhost$/m],
  ['auth:token', 0, /^jj_/m],
  ['auth:2fa', 0, /Two-factor authentication is not enabled/],
  ['authorizations', 0, /npm start +[0-9a-f-]{36} +global/],
  ['authorizations:create -d night', 0, /Token: +jj_[^]*Creating OAuth Authorization.* done/],
  ['keys', 0, /You have no SSH keys/],
  ['regions', 0, /hosts +The Docker hosts of localhost/],
  ['status', 1, /platform status is unavailable/],
];

export const APPS: readonly HerokuStep[] = [
  [`apps:create ${APP}`, 0, /http:\/\/night\.localhost[^]*Creating .*night.* done/],
  [`apps:create ${OTHER} --json`, 0, /"name": "night-2"/],
  ['apps', 0, /^night \(hosts\)\nnight-2 \(hosts\)$/m],
  ['apps --all', 0, /^night \(hosts\)\nnight-2 \(hosts\)$/m],
  ['apps --json', 0, /"name": "night-2"/],
  [`apps:info ${a}`, 0, /Owner: +admin@localhost\nRegion: +hosts/],
  [`apps:info --json ${a}`, 0, /"name": "night"/],
  [`apps:stacks ${a}`, 0, /^\* container$/m],
  [`apps:stacks:set heroku-24 ${a}`, 2, /build_stack must be one of/],
  [`apps:rename ${APP}-3 ${a}`, 0, /Renaming .*night-3.* done/],
  [`apps:rename ${APP} -a ${APP}-3`, 0, /Renaming .*night-3.* to .*night.* done/],
  [`buildpacks ${a}`, 0, /has no Buildpacks/],
  [`buildpacks:set heroku/nodejs ${a}`, 2, /Jujube has no buildpacks yet/],
];

export const CONFIG: readonly HerokuStep[] = [
  [`config:set FOO=bar NEW=1 ${a}`, 0, /FOO: bar\nNEW: 1\n[^]*done, v2/],
  [`config ${a}`, 0, /FOO: +bar\nNEW: +1/],
  [`config --shell ${a}`, 0, /^FOO=bar\nNEW=1$/m],
  [`config --json ${a}`, 0, /"FOO": "bar",\n +"NEW": "1"/],
  [`config:get FOO ${a}`, 0, /^bar$/m],
  [`config:edit FOO ${a}`, 0, /\+ FOO=baz[^]*Updating config.* done/, 'y\n'],
  [`config:get FOO ${a}`, 0, /^baz$/m],
  [`config:unset NEW ${a}`, 0, /Unsetting NEW and restarting .*night.* done, v4/],
];

export const DYNOS: readonly HerokuStep[] = [
  [`ps ${a}`, 0, /=== web .*: node web\.js \(1\)\n\nweb\.1: up/],
  [`ps --json ${a}`, 0, /"name": "web\.1"/],
  [`ps:scale ${a}`, 0, /^web=1:50m-256Mi worker=0:50m-256Mi$/m],
  [`ps:scale web=2 ${a}`, 0, /done, now running web at 2/],
  [`ps:restart --dyno-name web.1 ${a}`, 0, /Restarting dyno web\.1 on .*done/],
  [`ps:restart --process-type web ${a}`, 0, /Restarting all web dynos on .*done/],
  [`ps:restart ${a}`, 0, /Restarting all dynos on .*done/],
  [`ps:stop --dyno-name web.2 ${a}`, 0, /Stopping dyno web\.2 on .*done/],
  [`ps:type ${a}`, 0, /web +50m-256Mi +2/],
  [`ps:type web=basic ${a}`, 0, /web +50m-256Mi +2/],
  [`run ${a} -- echo $FOO`, 0, /^baz\r?$/m],
  [`run --exit-code ${a} -- false`, 1, /Process exited with code 1/],
  [`run --exit-code --no-tty ${a} -- cat`, 0, /up, run\.\d+/],
  [`run:detached ${a} -- echo hi`, 0, /Running .*echo hi.* on .*done, run\.\d+/],
  [`run:inside ${a} web.1 echo_$DYNO`, 0, /^web\.1\r?$/m],
  [`logs -n 50 ${a}`, 0, /heroku\[web\.1\]: Starting process with command `node web\.js`/],
  [`logs -n 5 --source app --dyno-name web.1 ${a}`, 0, /^\S+ app\[web\.1\]: listening as web\.1$/m],
  [`logs --process-type web ${a}`, 0, /heroku\[web\.1\]: State changed from starting to up/],
];

export const RELEASES: readonly HerokuStep[] = [
  [`config:set FOO=again ${a}`, 0, /done, v6/],
  [`releases ${a}`, 0, /Current: v6\n[^]*v6 +Set FOO config vars[^]*v1 +Initial release/],
  [`releases --json ${a}`, 0, /"version": 6/],
  [`releases -n 2 ${a}`, 0, /v6 [^]*v5 [^]*/],
  [`releases:info v2 ${a}`, 0, /=== Release v2\n[^]*Set FOO, NEW config vars/],
  [`releases:info --json ${a}`, 0, /"version": 6/],
  [`releases:output v2 ${a}`, 0, /no release output available/],
  [`releases:rollback ${a}`, 0, /Rolling back .* to v5.* done, v7/],
  [`builds ${a}`, 127, /builds is not a heroku command/],
];

/** @param files directory with two certificates for HOST and their keys; no `_` in its name */
export const domains = (files: string): readonly HerokuStep[] => [
  // before there is a domain: with one, it asks which it is for, on a terminal only
  [`certs ${a}`, 0, /has no SSL certificates/],
  [`certs:add ${files}/first.crt ${files}/first.key ${a}`, 0, /Adding SSL certificate to .*done/],
  [`domains:add ${HOST} ${a}`, 0, /Adding .*www\.night\.example.* to .*night.*done/],
  [`domains ${a}`, 0, /www\.night\.example/],
  [`domains:info ${HOST} ${a}`, 0, /hostname: +www\.night\.example\n[^]*status: +succeeded/],
  [`certs ${a}`, 0, /www\.night\.example/],
  [`certs:info ${a}`, 0, /www\.night\.example/],
  [`certs:update ${files}/second.crt ${files}/second.key --confirm ${APP} ${a}`, 0, /Updating SSL certificate .*done/],
  [`certs:auto ${a}`, 0, /Automatic Certificate Management is disabled/],
  [`certs:auto:enable ${a}`, 2, /Jujube has no automatic certificates yet/],
  [`certs:remove --confirm ${APP} ${a}`, 0, /Removing .*done/],
  [`domains:remove ${HOST} ${a}`, 0, /Removing .*www\.night\.example.* done/],
  [`maintenance:on ${a}`, 0, /Enabling maintenance mode .*done/],
  [`maintenance ${a}`, 0, /^on$/m],
  [`maintenance:off ${a}`, 0, /Disabling maintenance mode .*done/],
];

export const PEOPLE: readonly HerokuStep[] = [
  [`access ${a}`, 0, /admin@localhost +owner/],
  [`access:add mate@example.com ${a}`, 0, /Adding .*mate@example\.com.* access .*done/],
  [`access --json ${a}`, 0, /"email": "mate@example\.com"/],
  [`access:remove mate@example.com ${a}`, 0, /Removing .*mate@example\.com.* access .*done/],
  ['teams', 0, /night-team +admin/],
  ['teams --json', 0, /"name": "night-team"/],
  ['orgs', 0, /night-team +admin/],
  [`apps:transfer ${TEAM} ${a}`, 0, /Transferring .*night.* to .*night-team.*done/],
  [`apps --team ${TEAM}`, 0, /^night \(hosts\)$/m],
  [`access:add mate@example.com --permissions view ${a}`, 0, /Adding .*done/],
  [`access:update mate@example.com --permissions deploy ${a}`, 0, /with .*deploy,view.* permissions.* done/],
  [`access ${a}`, 0, /mate@example\.com +collaborator +deploy, view/],
  [`apps:lock ${a}`, 0, /Locking .*done/],
  [`apps:unlock ${a}`, 0, /Unlocking .*done/],
  [`members --team ${TEAM}`, 0, /admin@localhost +admin/],
  [`members:add mate@example.com --role member --team ${TEAM}`, 0, /as .*member.* done/],
  [`members:remove mate@example.com --team ${TEAM}`, 0, /Removing .*done/],
  ['spaces', 0, /night-space +jujube +hosts +allocated/],
  [`spaces:info -s ${SPACE}`, 0, /=== night-space\n/],
];

export const PIPELINES: readonly HerokuStep[] = [
  [
    `pipelines:create ${PIPELINE} ${a} --stage staging`,
    0,
    /Creating .*night-line.* pipeline.* done\n[^]*as staging.* done/,
  ],
  [`pipelines:add ${PIPELINE} -a ${OTHER} --stage production`, 0, /as production.* done/],
  ['pipelines', 0, /^night-line$/m],
  ['pipelines --json', 0, /"name": "night-line"/],
  [`pipelines:info ${PIPELINE}`, 0, /night-2 +production/],
  [`pipelines:info ${PIPELINE} --json`, 0, /"name": "night-2"/],
  [`pipelines:update -a ${OTHER} --stage development`, 0, /Changing .* to development.* done/],
  [`pipelines:update -a ${OTHER} --stage production`, 0, /Changing .* to production.* done/],
  [`pipelines:promote ${a} --to ${OTHER}`, 0, /night-2: succeeded/],
  [`pipelines:diff ${a}`, 2, /does not seem to be connected to GitHub/],
  [`pipelines:rename ${PIPELINE} ${PIPELINE}-2`, 0, /Renaming .*night-line-2.* done/],
  [`pipelines:rename ${PIPELINE}-2 ${PIPELINE}`, 0, /Renaming .* done/],
  [`pipelines:remove -a ${OTHER}`, 0, /Removing .*night-2.* done/],
  [`pipelines:destroy ${PIPELINE}`, 0, /Destroying .* done/],
];

/** What other parts of the platform are to bring: until then each says so. */
export const NOT_YET: readonly HerokuStep[] = [
  [`addons ${a}`, 0, /No add-ons for app/],
  ['addons --all', 0, /No add-ons\./],
  ['addons:services', 0, /See plans with/],
  [`addons:create jujube-postgresql ${a}`, 2, /Jujube has no add-ons yet/],
  [`addons:info nothing ${a}`, 2, /Jujube has no add-ons yet/],
  [`webhooks ${a}`, 0, /has no webhooks/],
  [`webhooks:add -i api:release -l notify -u https://example.org/h ${a}`, 2, /Jujube has no webhooks yet/],
  [`drains ${a}`, 0, /^\s*(?:›.*\s*)*$/],
  [`drains:add https://logs.example.org/x ${a}`, 2, /Jujube has no log drains yet/],
  [`labs ${a}`, 0, /=== App Features night/],
  [`labs:enable log-runtime-metrics ${a}`, 2, /Jujube has no features to turn on yet/],
  [`features ${a}`, 0, /=== App Features night/],
  [`features:enable http-session-affinity ${a}`, 2, /Jujube has no features to turn on yet/],
];

export const END: readonly HerokuStep[] = [
  [`apps:destroy ${OTHER} --confirm ${OTHER}`, 0, /Destroying .*done/],
  [`apps:destroy ${APP} --confirm ${APP}`, 0, /Destroying .*done/],
  [`apps:info ${a}`, 2, /Couldn't find that app/],
];
