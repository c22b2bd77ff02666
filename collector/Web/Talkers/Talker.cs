namespace EdgeNoc.Collector.Web.Talkers;

/// <summary>How far back one looks for who carried most.</summary>
/// <param name="Word">As it stands in an address.</param>
/// <param name="Length">How far back.</param>
internal sealed record TalkerStretch(string Word, TimeSpan Length)
{
    public static IReadOnlyList<TalkerStretch> All { get; } = [new("hour", TimeSpan.FromHours(1)), new("day", TimeSpan.FromDays(1)), new("month", TimeSpan.FromDays(30))];

    public static TalkerStretch? Of(string? word) => string.IsNullOrEmpty(word) ? All[1] : All.FirstOrDefault(one => one.Word == word);
}

/// <summary>Whoever or whatever carried much.</summary>
/// <param name="Site">Where.</param>
/// <param name="Device">At which device.</param>
/// <param name="Name">A port, a PON, a queue, an account; of a guest without an account his device.</param>
/// <param name="Download">Bytes to the customer; of a port what its device received.</param>
/// <param name="Upload">Bytes from the customer; of a port what its device sent.</param>
/// <param name="PeakBps">The most within a poll, in the busier direction; left out: nobody measured it.</param>
internal sealed record Talker(string Site, string Device, string Name, double Download, double Upload, double? PeakBps);

/// <summary>Who carried most.</summary>
/// <param name="What"><c>interfaces, pons, queues, ppp, hotspot</c>.</param>
/// <param name="Stretch"><c>hour, day, month</c>.</param>
/// <param name="From">Where it begins: on five minutes.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Items">The most first, at most 50.</param>
/// <param name="Problem">Why there are none, in the viewer's words; left out: all is well.</param>
internal sealed record TopTalkers(string What, string Stretch, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Talker> Items, string? Problem = null)
{
    public const int Most = 50;
}
