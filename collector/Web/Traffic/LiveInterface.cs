namespace EdgeNoc.Collector.Web.Traffic;

/// <summary>
/// A port of a router or OLT, or a PON, as its last poll found it. There are thousands: what is not known is −1 and not a nullable, which takes twice the room.
/// Changed under its site's gate; whoever reads may see the old or the new.
/// </summary>
internal sealed class LiveInterface(string site, string device, string name, bool isPon)
{
    /// <summary>A poll is a minute, and stretched when a device answers slowly; after this long nobody knows any more.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(15);

    private const long None = -1;

    private long _speed = None, _rx = None, _tx = None, _errors = None, _drops = None, _downs = None;
    private float _util = float.NaN;
    private sbyte _up = -1;

    public string Site => site;

    public string Device => device;

    /// <summary>The device's own name for it: <c>ether1</c>, <c>0/3</c>.</summary>
    public string Name => name;

    /// <summary>A PON of an OLT: it is up while one of its ONUs is.</summary>
    public bool IsPon => isPon;

    /// <summary><c>port</c> or <c>pon</c>.</summary>
    public string Kind => isPon ? "pon" : "port";

    /// <summary>Null: its device does not say.</summary>
    public bool? IsUp => _up < 0 ? null : _up > 0;

    public long? SpeedBps => Known(_speed);

    /// <summary>From the device's point of view: what it receives there.</summary>
    public long? RxBps => Known(_rx);

    public long? TxBps => Known(_tx);

    /// <summary>The busier direction.</summary>
    public double? UtilPct => float.IsNaN(_util) ? null : Math.Round(_util, 1);

    /// <summary>In both directions, since the device began to count.</summary>
    public long? Errors => Known(_errors);

    /// <inheritdoc cref="Errors"/>
    public long? Drops => Known(_drops);

    public long? LinkDowns => Known(_downs);

    /// <summary>Of the last poll.</summary>
    public long AtMs { get; private set; }

    /// <summary>Since when it is up or down, where that was seen; 0: from before.</summary>
    public long SinceMs { get; private set; }

    /// <summary><c>up, down, unknown</c>, and <c>silent</c> where nothing was heard for long: a device that is down says nothing of its ports.</summary>
    public string State(long nowMs) => nowMs - AtMs > SilentAfter.TotalMilliseconds ? "silent" : IsUp switch { true => "up", false => "down", null => "unknown" };

    /// <summary>Takes a poll unless a newer one is known; what it does not say is not known.</summary>
    public void Take(in InterfaceReading now, long atMs)
    {
        if (atMs < AtMs) return;
        var up = (sbyte)(now.IsUp switch { true => 1, false => 0, null => -1 });
        if (up != _up && up >= 0 && _up >= 0) SinceMs = atMs;
        if (up >= 0) _up = up;
        (AtMs, _speed, _rx, _tx, _errors, _drops) = (atMs, now.SpeedBps ?? None, now.RxBps ?? None, now.TxBps ?? None, now.Errors ?? None, now.Drops ?? None);
        (_downs, _util) = (now.LinkDowns ?? None, (float)(now.UtilPct ?? double.NaN));
    }

    private static long? Known(long value) => value < 0 ? null : value;
}
