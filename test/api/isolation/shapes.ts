/**
 * Every field of every answer, and who gets it, written down from what the roles may know and not from the code.
 *
 * `?` may be left out, where there is nothing to say; `@letters` only for these columns of the table of routes; `{…}` holds
 * the fields of an object that the API description leaves open, `*` being any key and `{**}` an object that is not
 * looked into. Objects that are described stand here under their own name. What of a booking is told depends on whose
 * it is and not on the route alone: here stands what there can be at all, and `bookings.ts` compares each.
 */
const POLICY =
  'shortestMinutes? longestMinutes? gridMinutes? noticeMinutes?{staff? member?} horizonDays?{staff? member?} setupMinutes? cleanupMinutes? approval? whoMayBook? visibility?';
const RULES_FROM =
  'shortestMinutes longestMinutes gridMinutes noticeMinutes horizonDays setupMinutes cleanupMinutes approval whoMayBook visibility';
const WEEK = '{*{start end}}';
const STATUTORY = '{holiday?{start end} makeUp? beyond?}';
const TERMS = `rights{decide setHours setPolicy waive sees} windows${WEEK} quotas{key kind per? limit seasons?{name from to}} standing{zone units} duties{key name nameEn minutesPerMonth}`;
const NOTICE_DATA =
  'zone? start? dates? next? answer? outcome? reasonCode? change? until? operator? quota? period? status? gone?';
const BOOKING =
  'id status zone title visibility operator? partial? version? heads? needs? note? recurrence? segments? accepted? createdBy? createdAt? onBehalfOf? waiver? occurrences';
const WHOLE = `${BOOKING} refused people? quotas?`;
/** Of the centre's own people. */
const STAFF = 'doxOF';

export const SHAPES: Readonly<Record<string, string>> = {
  SessionAnswer: 'user expiresAt',
  UserAnswer: 'id login name',
  TokenListAnswer: 'items',
  TokenAnswer: 'id name createdAt',
  NewTokenAnswer: 'id name createdAt token',
  MeAnswer: 'user roles permissions{*} operators',
  MyUserAnswer: 'id login name isOwner',
  MyRoleAnswer: 'centre role',
  MyOperatorAnswer: 'centre code name nameEn role status',
  PasswordChangedAnswer: 'sessionsEnded tokensKept',
  PermissionTableAnswer: 'items',
  PermissionAnswer: 'permission who roles{*}',
  PersonListAnswer: 'items nextCursor?',
  PersonAnswer: 'id login name role isOwner locked hasPassword version',
  LinkAnswer: 'url expiresAt',
  OpenLinkAnswer: 'purpose name',
  OwnerListAnswer: 'items',
  OwnerAnswer: 'id login name isOwner locked hasPassword version',
  AuditListAnswer: 'items nextCursor?',
  AuditEntryAnswer: 'id at actor action subject reason? before?{**} after?{**}',
  AuditActorAnswer: 'id name',
  AuditSubjectAnswer: 'kind id',
  NoticeListAnswer: 'items nextCursor?',
  NoticeAnswer: `id at kind centre subject data{${NOTICE_DATA}} read`,
  NoticeSubjectAnswer: 'kind id',
  UnreadAnswer: 'unread',

  CentreListAnswer: 'items nextCursor?',
  CentreAnswer: `slug name nameEn timeZone areaM2 policy{${POLICY}} rules note version`,
  CentreFileAnswer: 'centre state zones contents refused',
  NotTakenAnswer: 'what code detail dates? first?',
  FileCentreAnswer: 'slug name nameEn timeZone areaM2',
  FileZoneAnswer: 'code name nameEn parent kind areaM2 seats mode',
  FileContentsAnswer: 'hours closures operators agreements people services',
  CentreExampleListAnswer: 'items',
  CentreExampleAnswer: 'key centre zones file',
  InstallationAnswer:
    'version node engine personalDataDays noticeDays backupHours backupKeep lastBackupAt linkHours sessionHours',
  PolicyAnswer:
    'shortestMinutes longestMinutes gridMinutes noticeMinutes horizonDays setupMinutes cleanupMinutes approval whoMayBook visibility',
  PerBookerAnswer: 'staff member',
  ZoneListAnswer: 'items',
  ZoneAnswer: `code name nameEn parent kind areaM2 seats mode limit? place? equipment allEquipment parts policy{${POLICY}} rules rulesFrom{${RULES_FROM}} sort version`,
  ZonePlaceAnswer: 'x y width height',
  ZoneEffectAnswer: 'ok affected zones removed',
  MisfitAnswer: 'id kind zone? start end title? booking? heads? reason',

  HoursAnswer: `weekly?${WEEK} seasons? statutory?${STATUTORY} exceptions? request? open?`,
  SeasonBody: `name from to weekly${WEEK} beyond?`,
  HoursExceptionBody: 'from to spans reason beyond?',
  ClockSpanBody: 'start end',
  HoursAskedAnswer: 'id status',
  OpenSpanAnswer: 'start end',
  ImpactAnswer: 'affected asksBeyond? series? document?',
  AffectedAnswer: 'occurrence booking title zone start end heads status why alternatives version',
  AlternativeAnswer: 'zone start end',
  SeriesDifferenceAnswer: 'booking title add drop',
  HoursRequestListAnswer: 'items nextCursor?',
  HoursRequestAnswer: 'id zone operator status document reason? askedBy askedAt decidedBy? decidedAt?',
  HoursBody: `weekly?${WEEK} seasons? statutory?${STATUTORY} exceptions?`,
  DaysAnswer: 'items',
  DayAnswer: 'date kind name? nameEn? follows?',
  CalendarYearAnswer: 'year known loaded source days',
  CalendarDayBody: 'date kind name nameEn? follows?',
  ClosuresAnswer: 'items nextCursor?',
  ClosureAnswer: 'id zone reason start end status recurrence? extendedUntil? createdAt dates',
  ClosureRecurrenceBody: 'rrule exdates?',
  ClosureDateAnswer: 'id start end kept?@oxO',

  OperatorListAnswer: 'items nextCursor?',
  OperatorAnswer: `code name nameEn kind contact status note@${STAFF} createdAt version`,
  ContactAnswer: 'name? phone? email?',
  MemberListAnswer: 'items nextCursor?',
  MemberAnswer: 'id login name role version',
  InvitationListAnswer: 'items',
  InvitationAnswer: 'id role label createdAt expiresAt',
  IssuedInvitationAnswer: 'id url expiresAt',
  OpenInvitationAnswer: 'centre centreName centreNameEn operator operatorName operatorNameEn role',
  AgreementListAnswer: 'items nextCursor?',
  AgreementAnswer: `id operator kind zones from until life ${TERMS} note renews endedReason createdAt version`,
  AgreementImpactAnswer: 'affected',
  AffectedBookingAnswer: 'booking title zones dates first last status version',
  AgreementVersionsAnswer: 'items',
  AgreementVersionAnswer: 'at by@oxOF action reason before after',
  AgreementTextAnswer: `id operator kind zones from until ${TERMS} note renews endedReason version`,
  AgreementUseAnswer: 'on quotas duties',
  QuotaUseAnswer: 'quota unit per period limit used held left',
  DutyUseAnswer: 'key name nameEn month owedMinutes doneMinutes plannedMinutes',

  BookingListAnswer: 'items nextCursor?',
  BookingHeadAnswer: BOOKING,
  BookingAnswer: WHOLE,
  CreatedAnswer: `${WHOLE} warnings skipped`,
  EditedAnswer: `${WHOLE} ok difference dates skipped warnings`,
  RecurrenceBody: 'rrule exdates? rdates? days?',
  SegmentAnswer: 'from start end zone recurrence shiftMinutes',
  DoneByAnswer: 'by at',
  OnBehalfBody: 'name phone?',
  WaivedAnswer: 'reason codes',
  OccurrenceAnswer:
    'start end id zone status edited heads? original? setupMinutes? cleanupMinutes? kept? reason? reasonCode? stage? decided? cancelled? proposal? rivals?',
  ProposalAnswer: 'asked reason expiresAt',
  AskedPlaceAnswer: 'start end zone heads',
  RivalAnswer: 'start end booking? occurrence? title? busy? status zone heads?',
  RefusedDateAnswer: 'start end zone refusals',
  NamedPersonAnswer: 'id name',
  CheckAnswer: 'ok occurrences warnings quotas skipped',
  CheckedDateAnswer: 'start end zone heads ok refusals waived? warnings alternatives',
  RefusalAnswer:
    'code zone? waivableBy pending? met? of? units? claimed? asked? open? reason? reasonEn? closure? start? end? now? noticeMinutes? earliest? horizonDays? latest? minutes? shortestMinutes? longestMinutes? gridMinutes? nearest? why? with? missing? operator? agreement? quota? unit? per? period? limit? used? held?',
  MetAnswer: 'start end kind pending zone? id? title?',
  OpenWallAnswer: 'start end',
  WarningAnswer: 'code year? other? agreement? until?',
  QuotaStateAnswer: 'agreement quota unit per period limit used held left asked?',
  SkippedAnswer: 'start reason',
  DifferenceAnswer: 'moved added cancelled kept refused',
  MovedAnswer: 'occurrence from to ok refusals',
  PlaceAnswer: 'start end zone heads',
  NamedDateAnswer: 'start end occurrence zone status',
  EditPreviewAnswer: 'ok difference dates skipped',
  IssuedSlipAnswer: 'code',
  SlipAnswer: 'centre status cancellable occurrences',
  SlipDateAnswer: 'start end zone name nameEn status',
  AvailabilityAnswer: 'zone open busy free',
  SpanAnswer: 'start end',
  FreeAnswer: 'start end units?',
  ScheduleAnswer: 'start end timeZone zones',
  ScheduledZoneAnswer: 'code name nameEn seats mode open closures occurrences',
  ScheduledClosureAnswer: 'start end id zone reason',
  ScheduledAnswer: 'start end zone status busy? id? booking? title? heads? visibility? setupMinutes cleanupMinutes',
  ExpandAnswer: 'occurrences skipped complete',
  ExpandedTime: 'local instant',
  ExpandSkippedAnswer: 'local reason',

  PersonalDataListAnswer: 'items nextCursor?',
  PersonalDataAnswer: 'booking zone status name start end',
  RemovedAnswer: 'removed',
  AccountDataAnswer: `account{id login name isOwner locked createdAt} roles{centre role} operators{centre operator role} tokens{name createdAt} bookings{id centre zone title note visibility status createdAt dates{zone start end status}} notices{at kind centre subject{kind id} data{${NOTICE_DATA}} read}`,
  LiveAnswer: 'status',
  ReadyAnswer: 'status info{**} error{**} details{**}',
};

/** A refusal of a call, whoever reads it. */
export const PROBLEM = ['code', 'detail', 'status', 'title', 'type'];
