using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Puts messages about one incident into the outbox, in each reader's language, each text written once.</summary>
internal sealed class Telling(SitePass pass, Incident incident, IReadOnlyList<Alert> members, IReadOnlyList<OfflineSummary> summaries)
{
    private readonly Dictionary<(MessageStyle, Purpose), string> _texts = [];
    private (SiteProfile Profile, IncidentModel Model)? _model;

    /// <summary>Tells a contact by his first address; false when he has none.</summary>
    public bool Tell(Contact contact, Purpose purpose)
    {
        if (contact.Addresses is not [var address, ..]) return false;
        Tell(new ToldRecipient(contact.Id, address.Channel, address.Address), purpose);
        return true;
    }

    /// <summary>Tells somebody the way he was told before.</summary>
    public void Tell(ToldRecipient to, Purpose purpose)
    {
        var style = StyleOf(to.Contact is { } id ? pass.Pass.People.Contacts.GetValueOrDefault(id) : null);
        var change = purpose == Purpose.Recovery ? members.Max(alert => alert.ClearedMs ?? alert.RaisedMs) : incident.SinceMs;
        Outbox.Add(
            pass.Db,
            to.Channel,
            to.Recipient,
            new OutgoingText($"incident:{incident.Number}", purpose, incident.Number, Text(style, purpose), DbTime.Time(change))
            {
                Contact = to.Contact,
                Site = pass.Site,
                Severity = incident.Severity,
                Buttons = purpose == Purpose.Recovery ? [] : Buttons(style),
            },
            pass.Now);
    }

    /// <summary>What can be answered with a tap, where the channel shows buttons; the ids are what <c>Replies</c> reads.</summary>
    private IReadOnlyList<MessageButton> Buttons(MessageStyle style)
    {
        var words = Language.Of(style.Language).Replies;
        return
        [
            new MessageButton(FormattableString.Invariant($"ack:{incident.Number}"), words.AcknowledgeButton),

            // Before the third, which a template of two leaves out: after 24 hours a tap on it is the way to the whole text.
            new MessageButton(FormattableString.Invariant($"detail:{incident.Number}"), words.DetailButton),
            new MessageButton(FormattableString.Invariant($"mute60:{incident.Number}"), words.MuteButton),
        ];
    }

    /// <summary>In his language, by the site's clock; the office has no clock of its own, so by his.</summary>
    private MessageStyle StyleOf(Contact? contact)
    {
        var (profile, _) = _model ??= Model();
        var style = profile.Style(contact?.Language);
        return pass.Site == AlertScope.Office && contact is not null ? style with { Zone = contact.Zone } : style;
    }

    private string Text(MessageStyle style, Purpose purpose)
    {
        var key = (style, purpose);
        if (_texts.TryGetValue(key, out var known)) return known;
        var (_, model) = _model ??= Model();
        var templates = pass.Pass.Templates;
        return _texts[key] = purpose switch
        {
            Purpose.Recovery => MessageText.Recovery(model, style, templates),
            Purpose.Update => MessageText.Update(model, style, templates),
            Purpose.Reminder => MessageText.Reminder(model, style, templates),
            _ => MessageText.Problem(model, style, templates),
        };
    }

    private (SiteProfile, IncidentModel) Model()
    {
        var profile = SiteProfile.Of(pass.Db, pass.Site);
        return (profile, IncidentModels.Of(incident, profile, members, summaries, pass.Now));
    }
}
