import { addAccess } from './access/add-access.js';
import { listAccess } from './access/list-access.js';
import { removeAccess } from './access/remove-access.js';
import { updateAccess } from './access/update-access.js';
import { appInfo } from './apps/app-info.js';
import { createApp } from './apps/create-app.js';
import { destroyApp } from './apps/destroy-app.js';
import { listApps } from './apps/list-apps.js';
import { renameApp } from './apps/rename-app.js';
import { transferApp } from './apps/transfer-app.js';
import { updateApp } from './apps/update-app.js';
import { showAudit } from './audit/show-audit.js';
import { verifyAudit } from './audit/verify-audit.js';
import { disableTwoFactor, enableTwoFactor, showTwoFactor } from './two-factor/two-factor.js';
import { login } from './auth/login.js';
import { logout } from './auth/logout.js';
import { whoami } from './auth/whoami.js';
import { createAuthorization } from './authorizations/create-authorization.js';
import { listAuthorizations } from './authorizations/list-authorizations.js';
import { revokeAuthorization } from './authorizations/revoke-authorization.js';
import { buildInfo } from './builds/build-info.js';
import { buildOutput } from './builds/build-output.js';
import { cancelBuild } from './builds/cancel-build.js';
import { createBuild } from './builds/create-build.js';
import { listBuilds } from './builds/list-builds.js';
import { removeCheck } from './checks/remove-check.js';
import { setCheck } from './checks/set-check.js';
import { showChecks } from './checks/show-checks.js';
import { getConfig } from './config/get-config.js';
import { setConfig } from './config/set-config.js';
import { showConfig } from './config/show-config.js';
import { unsetConfig } from './config/unset-config.js';
import { confirmDeploy, pauseDeploy, promoteDeploy, resumeDeploy } from './deploys/act-on-deploy.js';
import { cancelDeploy } from './deploys/cancel-deploy.js';
import { deployInfo } from './deploys/deploy-info.js';
import { listDeploys } from './deploys/list-deploys.js';
import { setStrategy } from './deploys/set-strategy.js';
import { watchDeploy } from './deploys/watch-deploy.js';
import { addCertificate } from './certs/add-certificate.js';
import { listCertificates } from './certs/list-certificates.js';
import { removeCertificate } from './certs/remove-certificate.js';
import { showCertificate } from './certs/show-certificate.js';
import { updateCertificate } from './certs/update-certificate.js';
import { releaseContainers, removeContainers } from './container/release-containers.js';
import { addDomain } from './domains/add-domain.js';
import { listDomains } from './domains/list-domains.js';
import { removeDomain } from './domains/remove-domain.js';
import { updateDomain } from './domains/update-domain.js';
import { fleetReport } from './fleet/fleet-report.js';
import { rebalance } from './fleet/rebalance.js';
import { assignHost } from './environments/assign-host.js';
import { createEnvironment } from './environments/create-environment.js';
import { destroyEnvironment } from './environments/destroy-environment.js';
import { listEnvironments } from './environments/list-environments.js';
import { createRole } from './roles/create-role.js';
import { destroyRole } from './roles/destroy-role.js';
import { grantAccess, revokeAccess } from './roles/grant-access.js';
import { listGrants } from './roles/list-grants.js';
import { listRoles } from './roles/list-roles.js';
import { heroku } from './heroku/heroku.js';
import { addHost } from './hosts/add-host.js';
import { cordonHost, uncordonHost } from './hosts/cordon-host.js';
import { drainHost } from './hosts/drain-host.js';
import { hostInfo } from './hosts/host-info.js';
import { labelHost } from './hosts/label-host.js';
import { listHosts } from './hosts/list-hosts.js';
import { reconnectHost } from './hosts/reconnect-host.js';
import { removeHost } from './hosts/remove-host.js';
import { updateHost } from './hosts/update-host.js';
import type { Verb } from './language/verb.js';
import { showLogs } from './logs/show-logs.js';
import { apply } from './manifest/apply.js';
import { exportManifest } from './manifest/export-manifest.js';
import { maintenance } from './maintenance/maintenance.js';
import { maintenanceOff, maintenanceOn } from './maintenance/set-maintenance.js';
import { listDynos } from './ps/list-dynos.js';
import { createTeam, destroyTeam, renameTeam } from './teams/change-team.js';
import { removeMember, setMember } from './teams/change-member.js';
import { listMembers } from './teams/list-members.js';
import { listTeams } from './teams/list-teams.js';
import { lockApp, unlockApp } from './teams/lock-app.js';
import { createPipeline } from './pipelines/create-pipeline.js';
import { destroyPipeline } from './pipelines/destroy-pipeline.js';
import { listPipelines } from './pipelines/list-pipelines.js';
import { pipelineInfo } from './pipelines/pipeline-info.js';
import { addToPipeline, moveInPipeline, removeFromPipeline } from './pipelines/place-app.js';
import { promote } from './pipelines/promote.js';
import { renamePipeline } from './pipelines/rename-pipeline.js';
import { exec } from './ps/exec.js';
import { explain } from './ps/explain.js';
import { disruption } from './ps/disruption.js';
import { place } from './ps/place.js';
import { resize } from './ps/resize.js';
import { restart } from './ps/restart.js';
import { scale } from './ps/scale.js';
import { stop } from './ps/stop.js';
import { waitForDynos } from './ps/wait.js';
import { createRelease } from './releases/create-release.js';
import { listReleases } from './releases/list-releases.js';
import { releaseInfo } from './releases/release-info.js';
import { rollback } from './releases/rollback.js';
import { run } from './run/run.js';
import { runDetached } from './run/run-detached.js';
import { createServiceAccount } from './service-accounts/create-service-account.js';
import { listServiceAccounts } from './service-accounts/list-service-accounts.js';
import { acceptTransfer, cancelTransfer, declineTransfer } from './transfers/answer-transfer.js';
import { listTransfers } from './transfers/list-transfers.js';
import { demoteUser, disableUser, enableUser, promoteUser, resetTwoFactor } from './users/act-on-user.js';
import { inviteUser } from './users/invite-user.js';
import { listUsers } from './users/list-users.js';

/** The whole command language, in the order in which help shows it. */
export const VERBS: readonly Verb[] = [
  ...[login, logout, whoami],
  ...[listAuthorizations, createAuthorization, revokeAuthorization],
  ...[listUsers, inviteUser, disableUser, enableUser, promoteUser, demoteUser],
  ...[listServiceAccounts, createServiceAccount],
  ...[listAccess, addAccess, updateAccess, removeAccess],
  ...[showAudit, verifyAudit],
  ...[listApps, createApp, appInfo, renameApp, updateApp, transferApp, destroyApp],
  ...[listTransfers, acceptTransfer, declineTransfer, cancelTransfer],
  ...[listBuilds, createBuild, buildInfo, buildOutput, cancelBuild],
  ...[rollback, showLogs],
  ...[listReleases, releaseInfo, createRelease],
  ...[
    listDeploys,
    deployInfo,
    watchDeploy,
    promoteDeploy,
    confirmDeploy,
    pauseDeploy,
    resumeDeploy,
    cancelDeploy,
    setStrategy,
  ],
  ...[listDynos, scale, restart, stop, resize, place, disruption, explain, exec, waitForDynos],
  ...[run, runDetached, heroku],
  ...[showTwoFactor, enableTwoFactor, disableTwoFactor, resetTwoFactor],
  ...[listEnvironments, createEnvironment, destroyEnvironment, assignHost],
  ...[listRoles, createRole, destroyRole, listGrants, grantAccess, revokeAccess],
  ...[listTeams, createTeam, renameTeam, destroyTeam, listMembers, setMember, removeMember, lockApp, unlockApp],
  ...[listPipelines, pipelineInfo, createPipeline, renamePipeline, destroyPipeline],
  ...[addToPipeline, moveInPipeline, removeFromPipeline, promote],
  ...[apply, exportManifest],
  ...[showConfig, getConfig, setConfig, unsetConfig],
  ...[listDomains, addDomain, updateDomain, removeDomain],
  ...[releaseContainers, removeContainers],
  ...[listCertificates, addCertificate, showCertificate, updateCertificate, removeCertificate],
  ...[showChecks, setCheck, removeCheck],
  ...[maintenance, maintenanceOn, maintenanceOff],
  ...[listHosts, addHost, hostInfo, labelHost, updateHost, reconnectHost],
  ...[cordonHost, uncordonHost, drainHost, removeHost],
  ...[fleetReport, rebalance],
];
