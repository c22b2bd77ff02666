using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text.Templating;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What people read. First the verdict, then per device what is known, the first ten by name.</summary>
internal static class MessageText
{
    // A whole page on request, a glance at a lock screen else.
    private const int NamedInDetail = 60;

    /// <summary>Something broke.</summary>
    public static string Problem(IncidentModel model, MessageStyle style, Templates? templates = null)
    {
        var say = new Phrasing(style);
        return Told(TemplateName.Problem, Headline.Problem(model, say), [], model, DeviceSections.Named, say, templates, isNews: true);
    }

    /// <summary>It grew, shrank or changed its class.</summary>
    public static string Update(IncidentModel model, MessageStyle style, Templates? templates = null)
    {
        var say = new Phrasing(style);
        var back = model.Children.Concat(model.Alerts).Count(alert => AlertKind.IsOnu(alert) && !alert.IsOpen);
        var news = $"🔁 {say.Words.Messages.UpdateAt(say.Clock(model.Now, model.Now))}" + (back == 0 ? "" : $": {say.Words.Messages.CameBack(back)}");
        return Told(TemplateName.Update, Headline.Update(model, say), [news], model, DeviceSections.Named, say, templates);
    }

    /// <summary>It stands, and nobody acknowledged it; also what the next contact hears first.</summary>
    public static string Reminder(IncidentModel model, MessageStyle style, Templates? templates = null)
    {
        var say = new Phrasing(style);
        IEnumerable<string> news = model.AckedBy is null ? [$"🔔 {say.Words.Messages.Unanswered(say.Duration(model.Now - model.Since), $"ack {model.Number}")}"] : [];
        return Told(TemplateName.Reminder, Headline.Reminder(model, say), news, model, DeviceSections.Named, say, templates);
    }

    /// <summary>Everything that is known of an incident, on request.</summary>
    public static string Detail(IncidentModel model, MessageStyle style)
    {
        var say = new Phrasing(style);
        return Told(TemplateName.Problem, Headline.Update(model, say), [], model, NamedInDetail, say, templates: null);
    }

    /// <summary>It is over.</summary>
    public static string Recovery(IncidentModel model, MessageStyle style, Templates? templates = null) => RecoveryText.Of(model, new Phrasing(style), templates);

    /// <summary>The first line alone: for lists and digests.</summary>
    public static string FirstLine(IncidentModel model, MessageStyle style) => Headline.Update(model, new Phrasing(style));

    /// <summary>What came and went while a site was offline, as a message of its own.</summary>
    public static string Summary(string site, string siteTitle, OfflineSummary summary, DateTimeOffset now, MessageStyle style) =>
        $"ℹ️ {Place.Site(site, siteTitle)}: {FactLines.Summary(summary, now, new Phrasing(style))}";

    private static string Told(TemplateName name, string head, IEnumerable<string> news, IncidentModel model, int named, Phrasing say, Templates? templates, bool isNews = false)
    {
        var words = say.Words.Messages;
        List<string> body = [.. news, $"🚨 {words.Title} 🚨", $"⏰ {words.Time}: {say.Full(model.Since)}", $"⚠️ {words.Severity}: {say.Severity(model.Severity).ToUpperInvariant()}"];
        if (model.Olts is > 0 and var olts) body.Add($"🌐 {words.TotalOlt}: {say.Number(olts)}");
        body.AddRange(FactLines.Cause(model, say));
        body.AddRange(FactLines.People(model, say));
        body.AddRange(FactLines.Clocks(model, say));
        body.AddRange(DeviceSections.Of(model, named, isNews, say));
        body.AddRange(model.Summaries.Select(summary => $"ℹ️ {FactLines.Summary(summary, model.Now, say)}"));
        return IncidentTemplate.Render(name, model, head, body, say, templates);
    }
}
