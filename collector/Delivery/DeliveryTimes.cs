using System.Collections.Concurrent;
using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Delivery;

/// <summary>The longest time from queued to accepted on each channel since it was asked last; a figure, nothing follows from it.</summary>
internal sealed class DeliveryTimes
{
    private readonly ConcurrentDictionary<string, TimeSpan> _longest = new(StringComparer.Ordinal);

    public void Note(string channel, TimeSpan took) => _longest.AddOrUpdate(channel, took, (_, known) => took > known ? took : known);

    /// <summary>Null when nothing was sent.</summary>
    public TimeSpan? Take(string channel) => _longest.TryRemove(channel, out var longest) ? longest : null;
}
