# Every statement in HQL, whoever sends it. StatementSourcesTest finds those that are missing here.
# "first " before one: only the first rows are asked for. {now} is hql, and {exactly} is exactHql of DatabaseClock.

# FamilyStatements, with the conditions of SelectionCondition
update FamilyEntity f set f.keepUntil = greatest(f.keepUntil, :keepUntil), f.endless = case when f.endless then true else :endless end where f.rowId = :id and f.realmId = :realmId
update FamilyEntity f set f.keepUntil = greatest(f.keepUntil, :keepUntil), f.endless = case when f.endless then true else :endless end, f.accessTokensUnnamedUntil = greatest(f.accessTokensUnnamedUntil, :unnamedUntil) where f.rowId = :id and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.sparedUntil = :until where f.rowId = :id and f.realmId = :realmId and f.sparedUntil is null and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.rowId = :id and f.realmId = :realmId and f.clientId = :clientId and f.userId = :userId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.clientId = :clientId and f.sessionId = :sessionId and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.sessionId = :sessionId and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.sessionId = :sessionId and f.offline = :offline and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.userId = :userId and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.userId = :userId and f.clientId = :clientId and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.clientId = :clientId and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.offline = :offline and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.headIssuedAt < :headIssuedAt and f.realmId = :realmId and f.revocation is null
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.clientId = :clientId and f.headIssuedAt < :headIssuedAt and f.realmId = :realmId and f.revocation is null

update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now, f.incidentDueAt = :now, f.incidentDue = :incident where f.rowId = :id and f.realmId = :realmId and f.clientId = :clientId and f.userId = :userId and f.revocation is null

# JpaFamilyNames
update FamilyEntity f set f.userLabel = :label where f.rowId = :id and f.realmId = :realmId and f.userId = :userId and f.revocation is null
first select f.rowId, f.lastUsedAt from FamilyEntity f where f.userId = :userId and f.clientId = :clientId and f.realmId = :realmId and f.revocation is null and (f.headExpiresAt is null or f.headExpiresAt >= :now) and f.startedAt > :startedAfter and f.lastUsedAt > :usedAfter order by f.lastUsedAt desc, f.startedAt desc, f.rowId desc
update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now where f.rowId = :id and f.realmId = :realmId and f.clientId = :clientId and f.userId = :userId and f.revocation is null and f.lastUsedAt = :usedAt

# JpaFamilyStore
select {exactly}, f from FamilyEntity f where f.rowId = :id and f.realmId = :realmId
select {exactly}

# SessionWithRow
select {exactly}, f, s from PersistentUserSessionEntity s left join FamilyEntity f on f.rowId = :id and f.realmId = :realmId where s.userSessionId = :sessionId and s.offline = :offline

# DatabaseClock
select {now}

# IncidentStatements
update IncidentEntity f set f.repeats = f.repeats + 1, f.lastRepeatAt = :now where f.rowId = :id and f.realmId = :realmId
update IncidentEntity f set f.repeats = f.repeats + :times, f.lastRepeatAt = case when f.lastRepeatAt > :at then f.lastRepeatAt else :at end where f.rowId = :id and f.realmId = :realmId and f.repeats <= :most
update IncidentEntity f set f.clientLoops = f.clientLoops + :times where f.rowId = :id and f.realmId = :realmId and f.clientLoops <= :most
update IncidentEntity f set f.linksEndedAt = :now where f.userId = :userId and f.realmId = :realmId and f.linksEndedAt is null

select count(*) from IncidentEntity f where f.rowId = :id and f.realmId = :realmId
select count(*) from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and f.occurredAt >= :began and f.familyId = :familyId and f.kind = :kind and f.mailId is not null

# DueIncidentStatements
first select f.rowId, f.realmId from FamilyEntity f where f.incidentDueAt > 0 order by f.incidentDueAt
update FamilyEntity f set f.incidentDueAt = null, f.incidentDue = null where f.rowId = :id and f.realmId = :realmId and f.incidentDueAt is not null
select count(*) from FamilyEntity f where f.rowId = :id and f.realmId = :realmId and f.revocation is not null and f.incidentDueAt is null

# JpaRecordedIncidents
update IncidentEntity f set f.answer = :answer, f.answeredAt = :now where f.rowId = :id and f.realmId = :realmId and (f.answer is null or f.answer = :replaced)
select distinct f.requiredAction from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and f.requiredAction is not null order by f.requiredAction
update IncidentEntity f set f.requiredAction = null where f.userId = :userId and f.realmId = :realmId and f.requiredAction = :action

# IncidentOutbox
select e from OutboxEntryEntity e where e.entryKind = :kind and e.ownerId in :owners and e.correlationId in :incidents
select e from OutboxEntryEntity e where e.id in :ids
select count(e) from OutboxEntryEntity e where e.entryKind = :kind and e.ownerId = :owner and e.createdAt > :since

# GatheredMail
select e.id from OutboxEntryEntity e where e.entryKind = :kind and e.ownerId = :owner and e.correlationId = :gathering
update OutboxEntryEntity e set e.correlationId = e.id where e.id = :id and e.correlationId = :gathering
update OutboxEntryEntity e set e.entryType = :type, e.nextAttemptAt = :due where e.id = :id and e.entryType = :places

# JpaGatheredIncidents
select f.clientId, f.wave, count(*) from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and f.mailId = :mailId group by f.clientId, f.wave order by count(*), min(f.occurredAt), f.wave
first select f from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and f.mailId = :mailId and f.wave = :wave order by f.occurredAt, f.rowId

# WebhookQueue
select a.value, a.realm.name from RealmAttributeEntity a where a.realm.id = :realmId and a.name = :name
select c.clientId from ClientEntity c where c.id = :id and c.realmId = :realmId

# JpaDeliveries
first select e from OutboxEntryEntity e where e.entryKind = :kind and e.realmId = :realmId order by e.createdAt desc, e.id desc
first select e from OutboxEntryEntity e where e.entryKind = :kind and e.realmId = :realmId and e.status = :status order by e.createdAt desc, e.id desc
first select e from OutboxEntryEntity e where e.entryKind = :kind and e.realmId = :realmId and e.containerId = :endpoint order by e.createdAt desc, e.id desc
first select e from OutboxEntryEntity e where e.entryKind = :kind and e.realmId = :realmId and e.status = :status and e.containerId = :endpoint order by e.createdAt desc, e.id desc

# JpaFamilyQueries
first select f from FamilyEntity f where f.userId = :userId and f.clientId = :clientId and f.sessionId = :sessionId and f.realmId = :realmId order by f.startedAt desc, f.rowId desc
first select f from FamilyEntity f where f.userId = :userId and f.realmId = :realmId and f.revocation is not null order by f.startedAt desc, f.rowId desc
first select f from FamilyEntity f where f.clientId = :clientId and f.realmId = :realmId and f.revocation is null order by f.startedAt desc, f.rowId desc
first select f from FamilyEntity f where f.userId = :userId and f.realmId = :realmId and (f.lastUsedFrom = :address or f.firstUsedFrom = :address or f.rotatedFrom = :address) and locate(:device, lower(f.rotatedBy)) > 0 order by f.startedAt desc, f.rowId desc
select count(*) from FamilyEntity f where f.realmId = :realmId and f.revocation is null
first select 1 from FamilyEntity f where f.userId = :userId and f.realmId = :realmId and f.revocation is null order by f.startedAt desc, f.rowId desc
first select f.startedAt, f.rowId from FamilyEntity f where f.realmId = :realmId order by f.startedAt desc, f.rowId desc
first select f from FamilyEntity f where f.realmId = :realmId and f.startedAt between :after and :latest and (f.startedAt > :after or f.rowId > :afterId) and f.revocation is not null order by f.startedAt desc, f.rowId desc
first select f from FamilyEntity f where f.realmId = :realmId and f.startedAt between :after and :latest and (f.startedAt > :after or f.rowId > :afterId) and f.lastUsedAt >= :usedSince and (f.graceStreak > 0 or f.recoveredAt >= :usedSince) order by f.startedAt desc, f.rowId desc
first select f from FamilyEntity f where f.clientId = :clientId and f.realmId = :realmId and f.lastUsedAt >= :usedSince and (f.graceStreak > 0 or f.recoveredAt >= :usedSince) order by f.startedAt desc, f.rowId desc
select f.clientId, count(*) from FamilyEntity f where f.realmId = :realmId and f.startedAt between :after and :latest and (f.startedAt > :after or f.rowId > :afterId) and f.lastUsedAt >= :usedSince group by f.clientId
select u.id, u.username from UserEntity u where u.realmId = :realmId and u.id in :ids
first select f from IncidentEntity f where f.realmId = :realmId order by f.occurredAt desc, f.rowId desc
first select f from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and f.familyId = :familyId and f.enforced = true order by f.occurredAt desc, f.rowId desc
first select f from IncidentEntity f where f.clientId = :clientId and f.realmId = :realmId and f.enforced = false order by f.occurredAt desc, f.rowId desc
first select f from IncidentEntity f where f.realmId = :realmId and (f.presentedFrom = :address or f.rotatedFrom = :address) and (locate(:device, lower(f.presentedBy)) > 0 or locate(:device, lower(f.rotatedBy)) > 0) and f.state = :state and f.repeats <= f.stateRepeats order by f.occurredAt desc, f.rowId desc
first select f from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and (f.state is null or f.state = :open or (f.repeats > f.stateRepeats and (f.state <> :confirmed or (f.enforced = false and f.stateEnded is null)))) order by f.occurredAt desc, f.rowId desc
first select f from IncidentEntity f where f.userId = :userId and f.realmId = :realmId and f.state = :confirmed and (f.repeats <= f.stateRepeats or f.enforced = true or f.stateEnded is not null) order by f.occurredAt desc, f.rowId desc
select count(*) from IncidentEntity f where f.realmId = :realmId and f.enforced = true and f.state = :confirmed
first select 1 from IncidentEntity f where f.realmId = :realmId order by f.occurredAt desc, f.rowId desc
first select f.occurredAt, f.rowId from IncidentEntity f where f.userId = :userId and f.realmId = :realmId order by f.occurredAt desc, f.rowId desc
select count(*) from IncidentEntity f where f.clientId = :clientId and f.realmId = :realmId and f.occurredAt between :after and :latest and (f.occurredAt > :after or f.rowId > :afterId) and f.enforced = true

# JpaIncidentWaves, and the newest of each wave
select f.wave, count(*) from IncidentEntity f where f.realmId = :realmId and f.state = :state and f.repeats <= f.stateRepeats and f.wave in :waves group by f.wave
first select f from IncidentEntity f where f.realmId = :realmId and f.wave = :wave order by f.occurredAt desc, f.rowId desc
first select f from IncidentEntity f where f.realmId = :realmId and f.enforced = true and not exists (select 1 from IncidentEntity g where g.wave = f.wave and (g.occurredAt > f.occurredAt or (g.occurredAt = f.occurredAt and g.rowId > f.rowId)) and g.realmId = :realmId and g.enforced = true) order by f.occurredAt desc, f.rowId desc

# Usernames
select u.id, u.username from UserEntity u where u.realmId = :realmId and u.id in :ids

# PurgeLag
first select f.keepUntil from FamilyEntity f where f.incidentDueAt is null order by f.keepUntil
update FamilyEntity f set f.incidentDueAt = null where f.rowId = :id and f.realmId = :realmId and f.incidentDueAt < :before

# FamilyPurge
first select f.rowId, f.endless, f.realmId, f.clientId, f.userId, f.sessionId, f.offline from FamilyEntity f where f.keepUntil <= :now and f.incidentDueAt is null order by f.keepUntil
update FamilyEntity f set f.keepUntil = :next where f.realmId = :realmId and f.rowId in :ids and f.keepUntil <= :now
delete from FamilyEntity f where f.realmId = :realmId and f.rowId in :ids and f.keepUntil <= :now and f.incidentDueAt is null

# IncidentPurge
first select f.rowId from IncidentEntity f where f.occurredAt < :oldest order by f.occurredAt
delete from IncidentEntity f where f.rowId in :ids

# OwnerRemoval
first select f.rowId from FamilyEntity f where f.realmId = :realmId and f.startedAt < :before order by f.rowId
first select f.rowId from FamilyEntity f where f.realmId = :realmId and f.clientId = :clientId and f.startedAt < :before order by f.rowId
first select f.rowId from FamilyEntity f where f.realmId = :realmId and f.userId = :userId and f.startedAt < :before order by f.rowId
delete from FamilyEntity f where f.rowId in :ids and f.realmId = :realmId and f.startedAt < :before
delete from FamilyEntity f where f.rowId in :ids and f.realmId = :realmId and f.clientId = :clientId and f.startedAt < :before
delete from FamilyEntity f where f.rowId in :ids and f.realmId = :realmId and f.userId = :userId and f.startedAt < :before
first select f.rowId from IncidentEntity f where f.realmId = :realmId and f.userId = :userId and f.occurredAt <= :before order by f.rowId
delete from IncidentEntity f where f.rowId in :ids and f.realmId = :realmId and f.userId = :userId and f.occurredAt <= :before

select f.rowId from EndEntity f where f.actorId = :userId and f.actorRealmId = :realmId
update EndEntity f set f.actorId = null, f.actorRealmId = null where f.rowId in :ids

# OutboxRows
first select e from OutboxEntryEntity e where e.entryKind in :kinds and e.ownerId = :owner order by e.createdAt desc, e.id
first select e.id from OutboxEntryEntity e where e.entryKind in :kinds and e.ownerId = :owner
first select e.id from OutboxEntryEntity e where e.entryKind in :kinds and e.realmId = :owner
delete from OutboxEntryEntity e where e.id in :ids

# StatisticStatements
update StatisticEntity s set s.total = s.total + :more where s.realmId = :realmId and s.clientId = :clientId and s.day = :day and s.measure = :measure and s.bucket = :bucket
select s.clientId, s.day, s.measure, s.bucket, s.total from StatisticEntity s where s.realmId = :realmId and s.day between :from and :to
select s.clientId, s.day, s.measure, s.bucket, s.total from StatisticEntity s where s.realmId = :realmId and s.day between :from and :to and s.clientId in :ids
select s.clientId, s.kind, s.sketch from UsersEntity s where s.realmId = :realmId and s.day between :from and :to
select s.clientId, s.kind, s.sketch from UsersEntity s where s.realmId = :realmId and s.day between :from and :to and s.clientId in :ids
first select distinct f.realmId, f.clientId, f.day from UsersEntity f where f.realmId = :realmId and f.clientId = :clientId
first select distinct f.realmId, f.clientId, f.day from UsersEntity f where f.day <= :last
delete from StatisticEntity s where s.realmId = :realmId and s.clientId = :clientId and s.day = :day
delete from UsersEntity s where s.realmId = :realmId and s.clientId = :clientId and s.day = :day

# SessionLiveness
select count(*) from PersistentClientSessionEntity s where s.userSessionId = :id and s.offline = :offline and s.clientId = :clientId
select count(*) from PersistentUserSessionEntity s where s.userSessionId = :id and s.offline = :offline

# EndStatements
first select f from EndEntity f where f.realmId = :realmId and f.userId = :userId order by f.endedAt desc, f.rowId desc
first select f from EndEntity f where f.realmId = :realmId and f.sessionId = :sessionId order by f.endedAt desc, f.rowId desc
first select f from EndEntity f where f.realmId = :realmId and f.familyId = :familyId order by f.endedAt desc, f.rowId desc
first select f from EndEntity f where f.actorId = :actorId and f.actorRealmId = :actorRealmId and (f.userId is null or f.userId <> f.actorId) order by f.endedAt desc, f.rowId desc
first select f from EndEntity f where f.realmId = :realmId and f.userId is null and f.sessionId is null order by f.endedAt desc, f.rowId desc
first select f.clientId from FamilyEntity f where f.userId = :userId and f.realmId = :realmId order by f.startedAt desc, f.rowId desc
select f.userId, f.clientId, f.sessionId, f.offline, f.startedAt from FamilyEntity f where f.rowId = :id and f.realmId = :realmId
select f.userId, min(f.startedAt) from FamilyEntity f where f.sessionId = :sessionId and f.realmId = :realmId group by f.userId

# EndWriting
first select f.rowId from FamilyEntity f where f.realmId = :realmId
select f.revocation, f.revokedAt from FamilyEntity f where f.rowId = :id and f.realmId = :realmId and f.revocation is not null
first select f.rowId from EndEntity f where f.realmId = :realmId and f.cause = :cause and f.userId = :userId order by f.endedAt desc, f.rowId desc
first select f.rowId from EndEntity f where f.realmId = :realmId and f.cause = :cause and f.userId is null and f.sessionId is null and f.clientId = :clientId order by f.endedAt desc, f.rowId desc
first select f.rowId from EndEntity f where f.realmId = :realmId and f.cause = :cause and f.userId is null and f.sessionId is null and f.clientId is null order by f.endedAt desc, f.rowId desc
delete from EndEntity f where f.rowId in :ids

# HistoryPurge
first select f.rowId from EndEntity f where f.endedAt < :oldest order by f.endedAt

# OwnerRemoval, of ends
first select f.rowId from EndEntity f where f.realmId = :realmId and f.clientId = :clientId and f.userId is null order by f.rowId
delete from EndEntity f where f.rowId in :ids and f.realmId = :realmId and f.clientId = :clientId and f.userId is null
