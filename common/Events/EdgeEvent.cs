namespace EdgeNoc.Common.Events;

/// <summary>Something changed at a POP: what the topic <c>events</c> carries, in arrays of up to 100.</summary>
/// <param name="Id">UUID version 7. It identifies the event on every resend; it orders nothing.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>, or a driver's own <c>noun.condition</c>.</param>
/// <param name="State">Raised or cleared.</param>
/// <param name="Device">The device's id in the site, or <c>site</c>.</param>
/// <param name="Entity">The part of the device: <c>onu/0/3:17</c>, <c>if/ether1</c>, <c>device</c>.</param>
/// <param name="Severity">The kind's default unless the site's config says otherwise.</param>
/// <param name="At">When the agent saw it, by the agent's clock, UTC, milliseconds.</param>
/// <param name="Reason">Left out when unknown.</param>
/// <param name="Values">Numbers, flat, never null.</param>
/// <param name="Labels">Texts, flat, never null.</param>
/// <param name="TimeQuality">Whether <paramref name="At"/> can be trusted.</param>
public sealed record EdgeEvent(
    Guid Id,
    string Kind,
    EventState State,
    string Device,
    string Entity,
    Severity Severity,
    DateTimeOffset At,
    string? Reason,
    IReadOnlyDictionary<string, double> Values,
    IReadOnlyDictionary<string, string> Labels,
    TimeQuality TimeQuality);
