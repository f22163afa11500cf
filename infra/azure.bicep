// The bot on App Service with PostgreSQL. A managed identity is the bot, and signs in to the database as a role that owns
// nothing: neither has a password. The one secret, to read the figures, lies in Key Vault; nothing secret is an output.

@description('Begins the names of all resources; 3 to 16 lower-case letters and digits.')
@minLength(3)
@maxLength(16)
param resourceBaseName string

@description('Where everything is; a region whose laws fit the customers, as the bot keeps personal data.')
param location string = resourceGroup().location

@description('App (client) id of the registration that answers for the tab; an identity of a machine cannot.')
param tabAppId string

@description('Object id of who administers the database: makes it ready with prepare-database, and is never the bot.')
param databaseAdminId string

@description('Name of that principal in Entra: the user principal name of a person, the display name of a group.')
param databaseAdminName string
@allowed(['User', 'Group', 'ServicePrincipal'])
param databaseAdminType string = 'User'

@secure()
@description('What is shown to read /metrics; at least 16 characters.')
@minLength(16)
param metricsToken string

@description('Id of the app in Teams.')
param teamsAppId string

@description('Domain of the messaging endpoint, without https://. A store build needs one of its own; bind it by hand.')
param botDomain string

@description('B1 for about 50 technicians, P1v3 with two instances for about 5,000.')
param appServiceSku string = 'B1'
@minValue(1)
@maxValue(10)
param instances int = 1

@description('Standard_B1ms for about 50 technicians, Standard_D2ds_v5 for about 5,000.')
param postgresSku string = 'Standard_B1ms'
@allowed(['Burstable', 'GeneralPurpose'])
param postgresTier string = 'Burstable'
param postgresStorageGb int = 32
@allowed(['Disabled', 'ZoneRedundant'])
param postgresHighAvailability string = 'Disabled'

var databaseName = 'partner_support'
// As many threads as the plan has processors.
var workers = appServiceSku == 'P1v3' ? '2' : '1'
var databaseUrl = 'postgres://${identity.name}@${postgres.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=verify-full'
var keyVaultSecretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${resourceBaseName}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${resourceBaseName}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

// For the platform's own requests and availability; the bot's traces go to an OTLP collector where one is run.
resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${resourceBaseName}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    DisableIpMasking: false
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${resourceBaseName}-kv'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource metricsTokenSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'metrics-token'
  properties: { value: metricsToken }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  properties: {
    roleDefinitionId: keyVaultSecretsUser
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// Nobody signs in with a password. The roles and the database itself are made by prepare-database.
resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${resourceBaseName}-pg'
  location: location
  sku: { name: postgresSku, tier: postgresTier }
  properties: {
    version: '16'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: subscription().tenantId
    }
    storage: { storageSizeGB: postgresStorageGb, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: postgresHighAvailability }
  }
}

resource databaseAdmin 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: postgres
  name: databaseAdminId
  properties: {
    principalName: databaseAdminName
    principalType: databaseAdminType
    tenantId: subscription().tenantId
  }
}

// Only services inside Azure may connect; a virtual network with a private endpoint is the stricter way.
resource azureOnly 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: postgres
  name: 'azure-services'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${resourceBaseName}-plan'
  location: location
  kind: 'linux'
  sku: { name: appServiceSku, capacity: instances }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: '${resourceBaseName}-app'
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // State is in the database: any instance may answer anybody.
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node dist/index.js'
      alwaysOn: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      http20Enabled: true
      healthCheckPath: '/readyz'
      appSettings: [
        { name: 'MODE', value: 'teams' }
        { name: 'HOST', value: '0.0.0.0' }
        { name: 'PORT', value: '8080' }
        { name: 'WEBSITES_PORT', value: '8080' }
        { name: 'WORKERS', value: workers }
        // The share of the app, which all its instances see: files of cases lie there.
        { name: 'DATA_DIR', value: '/home/data' }
        { name: 'DATABASE_URL', value: databaseUrl }
        { name: 'DATABASE_CREDENTIAL', value: 'managed_identity' }
        { name: 'BOT_ID', value: identity.properties.clientId }
        { name: 'BOT_TENANT_ID', value: identity.properties.tenantId }
        { name: 'BOT_CREDENTIAL', value: 'managed_identity' }
        { name: 'TAB_APP_ID', value: tabAppId }
        { name: 'SECRET_METRICS_TOKEN', value: '@Microsoft.KeyVault(SecretUri=${metricsTokenSecret.properties.secretUri})' }
        { name: 'TEAMS_APP_ID', value: teamsAppId }
        { name: 'BOT_DOMAIN', value: botDomain }
        { name: 'SCM_DO_BUILD_DURING_DEPLOYMENT', value: 'false' }
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
      ]
    }
  }
  dependsOn: [mayReadSecrets, databaseAdmin]
}

resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServiceHTTPLogs', enabled: true }
    ]
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${resourceBaseName}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: 'Partner Support'
    endpoint: 'https://${botDomain}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppType: 'UserAssignedMSI'
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel' }
}

// What the package and the settings of others need; the toolkit writes it to the env file.
output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = identity.properties.tenantId
output DATABASE_HOST string = postgres.properties.fullyQualifiedDomainName
output DATABASE_ROLE string = identity.name
output AZURE_APP_SERVICE_RESOURCE_ID string = app.id
output APP_HOSTNAME string = app.properties.defaultHostName
output APPLICATIONINSIGHTS_RESOURCE_ID string = insights.id
