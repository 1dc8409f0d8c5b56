import type { CommandResult } from '../command.js';
import { AccountClient } from './account-client.js';
import { AuditClient } from './audit-client.js';
import { AppsClient } from './apps-client.js';
import { BuildsClient } from './builds-client.js';
import type { ClientOptions } from './client-options.js';
import { CollaboratorsClient } from './collaborators-client.js';
import { DeploymentsClient } from './deployments-client.js';
import { DomainsClient } from './domains-client.js';
import { DynosClient } from './dynos-client.js';
import { EnvironmentsClient } from './environments-client.js';
import { FleetClient } from './fleet-client.js';
import { FormationClient } from './formation-client.js';
import { HostsClient } from './hosts-client.js';
import { LogsClient } from './logs-client.js';
import { ManifestsClient } from './manifests-client.js';
import { PipelinesClient } from './pipelines-client.js';
import { ReleasesClient } from './releases-client.js';
import { RolesClient } from './roles-client.js';
import { ServiceAccountsClient } from './service-accounts-client.js';
import { SniEndpointsClient } from './sni-endpoints-client.js';
import { SourcesClient } from './sources-client.js';
import { TeamsClient } from './teams-client.js';
import { TransfersClient } from './transfers-client.js';
import { UsersClient } from './users-client.js';
import { Transport } from './transport.js';

/** Everything the API can do, typed, one member per noun. Needs nothing but Node's fetch. */
export class Client {
  readonly account: AccountClient;
  readonly audit: AuditClient;
  readonly apps: AppsClient;
  readonly builds: BuildsClient;
  readonly collaborators: CollaboratorsClient;
  readonly deployments: DeploymentsClient;
  readonly domains: DomainsClient;
  readonly dynos: DynosClient;
  readonly environments: EnvironmentsClient;
  readonly fleet: FleetClient;
  readonly formation: FormationClient;
  readonly hosts: HostsClient;
  readonly logs: LogsClient;
  readonly manifests: ManifestsClient;
  readonly pipelines: PipelinesClient;
  readonly releases: ReleasesClient;
  readonly roles: RolesClient;
  readonly serviceAccounts: ServiceAccountsClient;
  readonly sniEndpoints: SniEndpointsClient;
  readonly sources: SourcesClient;
  readonly teams: TeamsClient;
  readonly transfers: TransfersClient;
  readonly users: UsersClient;
  private readonly transport: Transport;

  constructor(options: ClientOptions) {
    this.transport = new Transport(options);
    this.account = new AccountClient(this.transport);
    this.audit = new AuditClient(this.transport);
    this.apps = new AppsClient(this.transport);
    this.builds = new BuildsClient(this.transport);
    this.collaborators = new CollaboratorsClient(this.transport);
    this.deployments = new DeploymentsClient(this.transport);
    this.domains = new DomainsClient(this.transport);
    this.dynos = new DynosClient(this.transport);
    this.environments = new EnvironmentsClient(this.transport);
    this.fleet = new FleetClient(this.transport);
    this.formation = new FormationClient(this.transport);
    this.hosts = new HostsClient(this.transport);
    this.logs = new LogsClient(this.transport);
    this.manifests = new ManifestsClient(this.transport);
    this.pipelines = new PipelinesClient(this.transport);
    this.releases = new ReleasesClient(this.transport);
    this.roles = new RolesClient(this.transport);
    this.serviceAccounts = new ServiceAccountsClient(this.transport);
    this.sniEndpoints = new SniEndpointsClient(this.transport);
    this.sources = new SourcesClient(this.transport);
    this.teams = new TeamsClient(this.transport);
    this.transfers = new TransfersClient(this.transport);
    this.users = new UsersClient(this.transport);
  }

  get baseUrl(): string {
    return this.transport.baseUrl;
  }

  /** undefined only for the login */
  get token(): string | undefined {
    return this.transport.token;
  }

  /** POST /commands: a line of the command language, run on the server. */
  command(line: string): Promise<CommandResult> {
    return this.transport.json('POST', '/commands', { command: line });
  }
}
