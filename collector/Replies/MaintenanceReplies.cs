using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary><c>maint KDR-03 olt-1 120</c>.</summary>
internal static class MaintenanceReplies
{
    /// <summary>From a telephone; longer ones are made at a desk.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static Answer Begin(Db db, Request request, Command.Maintain command)
    {
        var words = Language.Of(request.Person.Language);
        if (command.Length is not { } length || length <= TimeSpan.Zero || command.Words.Count == 0) return Answer.No(words.Commands.HowLong);
        var plant = PlantNames.Read(db);
        var choice = PlaceChoice.Of(command.Words, plant);
        if (choice is not PlaceChoice.Found found) return Unknown((PlaceChoice.Unknown)choice, words);
        var say = new Phrasing(SiteProfile.Of(db, found.Site).Style(request.Person.Language));
        if (length > Longest) return Answer.No(words.Commands.AtMost(say.Duration(Longest)));
        return Add(db, request, found, length, say);
    }

    private static Answer Unknown(PlaceChoice.Unknown unknown, Language words)
    {
        var near = unknown.Near.Count == 0 ? "" : $". {words.Commands.DidYouMean(string.Join(", ", unknown.Near.Select(name => HostileText.Clean(name, 48))))}";
        return Answer.No(words.Replies.NoSuchSite(HostileText.Clean(unknown.Name, 48)) + near);
    }

    /// <summary>Where the call was not signed, what is critical is kept quiet for an hour at most, as by a mute; the rest for as long as was asked.</summary>
    private static Answer Add(Db db, Request request, PlaceChoice.Found place, TimeSpan length, Phrasing say)
    {
        List<Matcher> where = [new("site", MatchOperator.Equal, place.Site)];
        if (place.Device is { } device) where.Add(new("device", MatchOperator.Equal, device));
        if (place.Pon is { } pon) where.Add(new("pon", MatchOperator.Equal, pon));
        var (now, ends) = (request.Now, request.Now + length);
        var comment = $"{HostileText.Clean(request.Message.Text, 120)}";
        var isBounded = request.Proof != WebhookProof.Signature && length > IncidentReplies.LongestUnsigned;
        var maintenance = isBounded ? [.. where, new Matcher("severity", MatchOperator.NotEqual, "critical")] : where;
        var result = SilenceActions.Add(db, new NewSilence(SilenceKind.Maintenance, maintenance, now, ends, comment), request.Actor, now);
        if (result is not ActionResult.Done done) return Answer.No(say.Words.Replies.NotUnderstood);
        var name = Place.Join(Place.Site(place.Site, SiteProfile.Of(db, place.Site).Title), HostileText.Clean(place.Device, 64), place.Pon is { } shown ? $"PON {HostileText.Clean(shown, 32)}" : "").TrimStart();
        var text = say.Words.Replies.MaintenanceBegun(name, say.Clock(ends, now), $"{done.Id}");
        if (!isBounded) return new Answer(text);
        var critical = now + IncidentReplies.LongestUnsigned;
        SilenceActions.Add(
            db, new NewSilence(SilenceKind.Silence, [.. where, new Matcher("severity", MatchOperator.Equal, "critical")], now, critical, comment), request.Actor, now);
        return new Answer($"{text}\n{say.Words.Commands.CriticalsAgain(say.Clock(critical, now))}");
    }
}
