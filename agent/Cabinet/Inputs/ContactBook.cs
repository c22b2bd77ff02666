using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Cabinet;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Inputs;

/// <summary>All contacts: what they say, what was told of it, what to do about it. Not safe for several threads.</summary>
internal sealed class ContactBook
{
    private sealed class Contact(string name, ContactConfig config)
    {
        public string Name => name;

        public ContactConfig Config => config;

        public ContactWatch? Watch { get; set; }

        public DateTimeOffset Since { get; set; }

        public bool SaidBouncing { get; set; }
    }

    private readonly List<Contact> _contacts;
    private readonly IReadOnlyCollection<string> _named;
    private readonly CabinetLinks _links;
    private readonly ILogger _logger;
    private ContactTeller? _teller;
    private bool _forgotten;

    public ContactBook(CabinetConfig config, PanelHardware hardware, CabinetLinks links, ILogger logger)
    {
        (_links, _logger) = (links, logger);
        _contacts = [.. config.Contacts.Where(contact => hardware.Inputs.Contains(contact.Key, StringComparer.Ordinal)).Select(contact => new Contact(contact.Key, contact.Value))];
        // What is named and cannot be read now keeps what was told of it.
        _named = [.. config.Contacts.Keys];
    }

    /// <summary>As of the last look.</summary>
    public IReadOnlyList<ContactState> States { get; private set; } = [];

    /// <summary>Contacts that change too often to be believed.</summary>
    public IReadOnlyList<string> Faults => [.. _contacts.Where(contact => contact.Watch is { IsBouncing: true }).Select(Bouncing)];

    public void AtStart(string name, bool closed, TimeSpan now)
    {
        var contact = Find(name);
        contact.Watch = ContactWatch.AtStart(closed == contact.Config.AlarmWhenClosed, now);
        contact.Since = _links.Clock.Now;
        List();
    }

    public void Change(string name, bool closed, TimeSpan now)
    {
        var contact = Find(name);
        Keep(contact, (contact.Watch ?? ContactWatch.AtStart(closed == contact.Config.AlarmWhenClosed, now)).Change(closed == contact.Config.AlarmWhenClosed, now));
    }

    /// <summary>Tells what changed; what the store does not take is tried again at the next look.</summary>
    public void Look(TimeSpan now)
    {
        try
        {
            _teller ??= new ContactTeller(_links.Events, _links.Clock);
            if (!_forgotten) _teller.Forget(_named);
            _forgotten = true;
            foreach (var contact in _contacts) Look(contact, _teller, now);
        }
        catch (Exception error) when (error is EventsNotStoredException or SqliteException or ObjectDisposedException or InvalidOperationException)
        {
            // The store says so itself.
        }
    }

    private void Look(Contact contact, ContactTeller teller, TimeSpan now)
    {
        if (contact.Watch is null) return;
        Keep(contact, contact.Watch.Look(now));
        if (contact.Watch.IsBouncing != contact.SaidBouncing)
        {
            contact.SaidBouncing = contact.Watch.IsBouncing;
            if (contact.SaidBouncing) _logger.LogWarning("cabinet: {Problem}", Bouncing(contact));
        }

        if (!teller.Tell(contact.Name, contact.Watch.IsAlarm)) return;
        _logger.LogWarning("cabinet: contact {Contact}: {What}", contact.Name, contact.Watch.IsAlarm ? "trouble" : "well again");
        // The battery lasts as long as it lasts: nothing may wait in RAM for it.
        if (!contact.Watch.IsAlarm || contact.Name == "door") return;
        _links.Flush();
        _logger.LogInformation("cabinet: what waited in RAM is on disk");
    }

    private void Keep(Contact contact, ContactWatch watch)
    {
        if (watch.Since != contact.Watch?.Since) contact.Since = _links.Clock.Now;
        var alarm = contact.Watch?.IsAlarm;
        contact.Watch = watch;
        if (watch.IsAlarm != alarm) List();
    }

    private void List() => States = [.. _contacts.Where(contact => contact.Watch is not null).Select(contact => new ContactState(contact.Name, contact.Watch!.IsAlarm, contact.Since))];

    private Contact Find(string name) => _contacts.First(contact => contact.Name == name);

    private static string Bouncing(Contact contact) =>
        $"contact {contact.Name} (line {contact.Config.Input.Line}) changes more than {ContactWatch.MostChanges} times a minute: look at its wiring and clamp, or give it a longer debounce_ms; it counts as trouble until it is calm";
}
