using System.Data.Common;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Reports;

/// <summary>Writes the reports that are due into the outbox. A report and the note that its slot is dealt with are one commit: each slot is sent once, whatever crashes.</summary>
internal sealed class ReportSender(CollectorDatabase database, AlertRules rules, ILogger<ReportSender> logger)
{
    /// <summary>Deals with all that is due; one that fails is tried again by the next run and holds up no other. How many messages it queued.</summary>
    public int Run(DateTimeOffset now)
    {
        var sent = 0;
        var network = new Lazy<Network>(() => new Network(NetworkFigures.Read(database, now), RouterReader.Read(database, now)));
        foreach (var report in database.Write(ReportStore.All))
        {
            try
            {
                if (Deal(report, network, now)) sent++;
            }
            catch (Exception e) when (e is not (DbException or OutOfMemoryException))
            {
                logger.LogError(e, "report {Id} failed; it is tried again", report.Id);
            }
        }

        return sent;
    }

    private bool Deal(Report report, Lazy<Network> network, DateTimeOffset now)
    {
        var reader = database.Write(db => ReportStore.ReaderOf(db, report.Contact, rules));
        switch (ReportSchedule.Decide(report, reader.Zone, now))
        {
            case ReportDecision.Send send:
                // Read before the transaction that sends, for all lists together take a while.
                var known = report.Kind is ReportKind.Alive ? Network.Unread : network.Value;
                return database.Write(db => Send(db, report, reader, send, known, now));
            case ReportDecision.Skip skip:
                database.Write(db => Skip(db, report, skip, now));
                return false;
            default:
                return false;
        }
    }

    private static void Skip(Db db, Report report, ReportDecision.Skip skip, DateTimeOffset now)
    {
        if (ReportStore.MoveOn(db, report, skip.Slot) && skip.Missed > 0) Note(db, report, skip.Missed, now);
    }

    private static void Note(Db db, Report report, int missed, DateTimeOffset now) => DecisionLog.Add(
        db, now, "", Decision.ReportSkipped, $"report {report.Id}: {missed} slots went by while the collector was away, the last more than an hour ago or followed by a newer one",
        recipient: report.Contact);

    private static bool Send(Db db, Report report, ReportReader reader, ReportDecision.Send send, Network network, DateTimeOffset now)
    {
        if (!ReportStore.MoveOn(db, report, send.Slot)) return false;
        if (send.Missed > 0) Note(db, report, send.Missed, now);
        if (reader.Channel is not { } channel)
        {
            DecisionLog.Add(db, now, "", Decision.NobodyToTell, $"report {report.Id}: the contact has no address", recipient: report.Contact);
            return false;
        }

        var text = Text(db, report, reader.Style, network, now);
        Outbox.Add(db, channel, reader.Address, new OutgoingText($"report:{report.Id}", Purpose.Report, null, text, now) { Contact = report.Contact }, now);
        return true;
    }

    private static string Text(Db db, Report report, MessageStyle style, Network network, DateTimeOffset now)
    {
        if (report.Kind is ReportKind.Alive) return AliveText.Of(DayReader.Alive(db, now), style);
        var sites = report.Sites();
        var mine = network.Olts.Where(olt => sites(olt.Figures.Site)).ToList();
        return ReportText.Of(
            new NetworkReport
            {
                At = now,
                Olts = mine.ConvertAll(olt => olt.Figures),
                Routers = [.. network.Routers.Where(router => sites(router.Site))],
                OpenIncidents = DayReader.OpenIncidents(db, sites, style, now),
                Day = report.Kind is ReportKind.Daily ? DayReader.Read(db, sites, mine, now) : null,
            },
            style,
            Templates.Of(db, now));
    }

    /// <summary>What all reports of one run are about.</summary>
    private sealed record Network(IReadOnlyList<NetworkOlt> Olts, IReadOnlyList<RouterFigures> Routers)
    {
        public static readonly Network Unread = new([], []);
    }
}
