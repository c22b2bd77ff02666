using System.Collections.Frozen;

namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>One of a thing and several of it.</summary>
internal sealed record Noun(string One, string Many)
{
    public string For(long count) => count == 1 ? One : Many;
}

/// <summary>A cause.</summary>
/// <param name="Verdict">As the first line says it, with a question mark where it is suspected.</param>
/// <param name="Name">As it is called once it is known.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record CauseWords(string Verdict, string Name, string Advice);

/// <summary>Units of time, with the space before them where the language wants one.</summary>
internal sealed record DurationWords(string Seconds, string Minutes, string Hours, string Days);

/// <summary>How urgent something is.</summary>
internal sealed record SeverityWords(string Info, string Low, string Medium, string High, string Critical);

/// <summary>What the kinds, causes and reasons of the wire are called.</summary>
internal sealed record Catalogue
{
    /// <summary>By kind: what is wrong, as it stands after a name and a colon.</summary>
    public required FrozenDictionary<string, string> Conditions { get; init; }

    /// <summary>By the word before the dot of a kind: what it speaks of.</summary>
    public required FrozenDictionary<string, Noun> Nouns { get; init; }

    public required FrozenDictionary<string, CauseWords> Causes { get; init; }

    /// <summary>By reason, whatever it is a reason of; of agents where theirs means another thing: <c>agent.power</c>.</summary>
    public required FrozenDictionary<string, string> Reasons { get; init; }

    /// <summary>By reason of what the collector says of its own parts: what to do.</summary>
    public required FrozenDictionary<string, string> Remedies { get; init; }

    /// <summary>By name of a value, without its unit.</summary>
    public required FrozenDictionary<string, string> Values { get; init; }

    /// <summary>By what shows that a device is alive whose management is not.</summary>
    public required FrozenDictionary<string, string> Signs { get; init; }

    public required SeverityWords Severities { get; init; }

    /// <summary>An ONU that said goodbye: its customer's power is off.</summary>
    public required string PowerOff { get; init; }
}

/// <summary>Problems, updates, reminders.</summary>
internal sealed record MessageWords
{
    public required string Title { get; init; }
    public required string Time { get; init; }
    public required string Severity { get; init; }
    public required string Priority { get; init; }
    public required string TotalOlt { get; init; }
    public required string Status { get; init; }
    public required string Reason { get; init; }
    public required string Distance { get; init; }
    public required string Temperature { get; init; }
    public required string Detected { get; init; }

    /// <summary>The same where it is told for the first time.</summary>
    public required string NewDetected { get; init; }
    public required string CountDown { get; init; }
    public required string CountPowerOff { get; init; }

    /// <summary>In a first line: nobody has it.</summary>
    public required string NotAcknowledged { get; init; }
    public required Func<long, string> Problems { get; init; }
    public required Func<long, string> More { get; init; }
    public required Func<long, string> MoreAlerts { get; init; }
    public required Func<long, string> OnPons { get; init; }
    public required Func<long, string> OnDevices { get; init; }

    /// <summary>28, 32: so many of a PON.</summary>
    public required Func<long, long, string> DownOf { get; init; }

    /// <summary>30, 64: so many ONUs of an area whose power is off; the second 0: unknown.</summary>
    public required Func<long, long, string> OffOf { get; init; }

    /// <summary>How many ONUs went with something greater.</summary>
    public required Func<long, string> OnusDown { get; init; }
    public required Func<string, string> Since { get; init; }

    /// <summary>Farther than kept (m), not farther than lost (m): where a cable is cut.</summary>
    public required Func<string, string, string> CutBetween { get; init; }
    public required Func<string, string> LostFrom { get; init; }

    /// <summary>Gasps, others: what the lost ONUs said.</summary>
    public required Func<long, long, string> Gasps { get; init; }
    public required Func<string, string> UpdateAt { get; init; }
    public required Func<long, string> CameBack { get; init; }

    /// <summary>How long open, what to answer.</summary>
    public required Func<string, string, string> Unanswered { get; init; }
    public required Func<string, string> HasIt { get; init; }
    public required Func<string, string> ClockSlow { get; init; }
    public required Func<string, string> ClockFast { get; init; }
    public required string ClockEstimated { get; init; }
    public required Func<string, string> UnknownZone { get; init; }
    public required Func<string, string> AliveBy { get; init; }
    public required Func<long, string> OnusUnknown { get; init; }

    /// <summary>Messages, sites: the first line of what a budget held back.</summary>
    public required Func<long, long, string> Digest { get; init; }
    public required string DigestReason { get; init; }

    /// <summary>Behind the first line of what may have arrived already.</summary>
    public required string Repeat { get; init; }
}

/// <summary>Sites that are silent, and what came and went meanwhile.</summary>
internal sealed record OfflineWords
{
    public required Func<string, string> SilentSince { get; init; }

    /// <summary>How long after it lost its mains.</summary>
    public required Func<string, string> AfterMainsLoss { get; init; }
    public required string GatewayAnswers { get; init; }
    public required string GatewaySilent { get; init; }
    public required string OnBackupUplink { get; init; }

    /// <summary>Silent, of so many sites; the second 0: unknown.</summary>
    public required Func<long, long, string> SitesSilent { get; init; }
    public required string Isolated { get; init; }
    public required string IsolatedAdvice { get; init; }
    public required string NoBroker { get; init; }
    public required string ChannelDown { get; init; }

    /// <summary>A span of time.</summary>
    public required Func<string, string> WhileOffline { get; init; }
    public required Func<long, string> DownAndBack { get; init; }

    /// <summary>How many, and what they had.</summary>
    public required Func<long, string, string> HadForATime { get; init; }
    public required Func<long, string> ClearedOffline { get; init; }
}

/// <summary>The end of an incident.</summary>
internal sealed record RecoveryWords
{
    public required string Time { get; init; }
    public required string Detected { get; init; }
    public required string Previous { get; init; }
    public required string WasOffline { get; init; }
    public required string Lasted { get; init; }
    public required string Online { get; init; }
    public required string Ok { get; init; }
    public required string AllWell { get; init; }

    /// <summary>A duration.</summary>
    public required Func<string, string> Restored { get; init; }

    /// <summary>Back, of so many.</summary>
    public required Func<long, long, string> Back { get; init; }
    public required Func<long, string> Remaining { get; init; }

    /// <summary>What it was, what was told before.</summary>
    public required Func<string, string, string> TurnedOut { get; init; }
}

/// <summary>The list at the end of a maintenance.</summary>
internal sealed record MaintenanceWords
{
    public required string Over { get; init; }
    public required string AsBefore { get; init; }
    public required Func<long, string> NowDown { get; init; }
    public required Func<long, string> Gone { get; init; }

    /// <summary>How many, by more than so many dB.</summary>
    public required Func<long, string, string> Worse { get; init; }
    public required Func<long, string> CameUp { get; init; }

    /// <summary>Nothing can be compared: before or after is unknown.</summary>
    public required string Unknown { get; init; }
    public required Func<string, string> By { get; init; }
}
