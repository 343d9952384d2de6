import { Module } from '@nestjs/common';
import { HoursModule } from '../hours/hours.module.js';
import { KeptAnswers } from '../platform/http/kept-answers.js';
import { AcceptanceService } from './acceptance.service.js';
import { AgreementUseController } from './agreement-use.controller.js';
import { AgreementUseService } from './agreement-use.service.js';
import { BookingAgreementImpact } from './agreement-impact.handler.js';
import { BookingCalls } from './booking.calls.js';
import { BookingDetails } from './booking.details.js';
import { BookingScope } from './booking.scope.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsService } from './bookings.service.js';
import { CancellationsService } from './cancellations.service.js';
import { ChangeWriter } from './change.writer.js';
import { Changing } from './changing.js';
import { DecisionsService } from './decisions.service.js';
import { EditsService } from './edits.service.js';
import { Judging } from './judging.service.js';
import { PersonElsewhere } from './person-elsewhere.js';
import { ProposalsService } from './proposals.service.js';
import { ReadingService } from './reading.service.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';
import { SlipScope } from './slip.scope.js';
import { SlipsController } from './slips.controller.js';
import { SlipsService } from './slips.service.js';
import { RecurrencesController } from './recurrences.controller.js';
import { RequestReader } from './request.service.js';
import { RequestsController } from './requests.controller.js';
import { RivalsService } from './rivals.service.js';
import { CalendarSeries } from './calendar-series.js';
import { RuleChoiceWriter } from './rule-choices.js';
import { BookingRuleImpact } from './rule-impact.handler.js';
import { Tenancies } from './tenancies.js';
import { TimetableController } from './timetable.controller.js';
import { AvailabilityService } from './availability.service.js';
import { ScheduleService } from './schedule.service.js';
import { BookingWorld } from './world.service.js';
import { BookingZoneImpact } from './zone-impact.handler.js';

/** Bookings, their occurrences and who decides them. */
@Module({
  imports: [HoursModule],
  controllers: [
    AgreementUseController,
    SearchController,
    BookingsController,
    RequestsController,
    SlipsController,
    TimetableController,
    RecurrencesController,
  ],
  providers: [
    AcceptanceService,
    AgreementUseService,
    BookingAgreementImpact,
    BookingCalls,
    BookingDetails,
    BookingScope,
    BookingWorld,
    BookingsService,
    BookingRuleImpact,
    CalendarSeries,
    RuleChoiceWriter,
    BookingZoneImpact,
    CancellationsService,
    ChangeWriter,
    Changing,
    DecisionsService,
    EditsService,
    Judging,
    KeptAnswers,
    PersonElsewhere,
    ProposalsService,
    ReadingService,
    RequestReader,
    RivalsService,
    SearchService,
    SlipScope,
    SlipsService,
    AvailabilityService,
    ScheduleService,
    Tenancies,
  ],
  exports: [BookingsService, DecisionsService, ProposalsService],
})
export class BookingsModule {}
