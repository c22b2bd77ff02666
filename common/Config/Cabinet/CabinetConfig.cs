namespace EdgeNoc.Common.Config.Cabinet;

/// <summary>What is wired in the cabinet: agent/Cabinet/README.md.</summary>
public sealed record CabinetConfig
{
    /// <summary>In this place of a chip everything happens in memory only.</summary>
    public const string Simulated = "simulated";

    /// <summary>At 80 °C a Raspberry Pi begins to slow itself down.</summary>
    public const double DefaultSocTempHighC = 80;

    /// <summary>The character device of the lines' chip; default <c>/dev/gpiochip0</c>, or <see cref="Simulated"/>.</summary>
    public string Chip { get; init; } = "/dev/gpiochip0";

    public LampConfig Owner { get; init; } = LampConfig.None;

    public LampConfig Uplink { get; init; } = LampConfig.None;

    public LampConfig Devices { get; init; } = LampConfig.None;

    public LampConfig Alarm { get; init; } = LampConfig.None;

    public BuzzerConfig Buzzer { get; init; } = new();

    /// <summary>Null where there is none.</summary>
    public InputConfig? Button { get; init; }

    /// <summary>Dry contacts by name: <c>mains</c>, <c>door</c>, <c>battery_low</c>; what is not wired is missing.</summary>
    public IReadOnlyDictionary<string, ContactConfig> Contacts { get; init; } = new Dictionary<string, ContactConfig>(StringComparer.Ordinal);

    /// <summary>Whom the owner of the place calls, as it stands on the sticker; null while nobody said.</summary>
    public string? Phone { get; init; }

    /// <summary>Where the page for the phone is served; null for nowhere, the default.</summary>
    public PageConfig? Page { get; init; }

    /// <summary>Degrees Celsius of the processor that raise <c>agent.temp_high</c>.</summary>
    public double SocTempHighC { get; init; } = DefaultSocTempHighC;
}

/// <summary>What a lamp hangs on: a line, an LED of the kernel's, both or nothing.</summary>
/// <param name="Line">The line's number on the chip.</param>
/// <param name="ActiveLow">Lit when the level is low.</param>
/// <param name="Led">A folder such as <c>/sys/class/leds/ACT</c>.</param>
public sealed record LampConfig(int? Line, bool ActiveLow, string? Led)
{
    public static readonly LampConfig None = new(null, ActiveLow: false, null);
}

/// <summary>The buzzer and when it may be heard.</summary>
public sealed record BuzzerConfig
{
    /// <summary>What somebody on the spot can do something about.</summary>
    public static readonly IReadOnlyList<string> DefaultCauses = ["site.mains_lost", "site.door_open", "agent.temp_high", "device.temp_high"];

    /// <summary>The line's number on the chip; null where there is none.</summary>
    public int? Line { get; init; }

    /// <summary>Sounds when the level is low.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>Kinds of alerts; default <see cref="DefaultCauses"/>.</summary>
    public IReadOnlyList<string> Causes { get; init; } = DefaultCauses;

    /// <summary>How long one cause sounds; default and most 60 s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>By the site's clock; default 21:00.</summary>
    public TimeOnly QuietFrom { get; init; } = new(21, 0);

    /// <summary>By the site's clock; default 07:00.</summary>
    public TimeOnly QuietUntil { get; init; } = new(7, 0);
}

/// <summary>What holds a line's level while its contact is open.</summary>
public enum LineBias
{
    None,
    PullUp,
    PullDown,
}

/// <summary>A contact on a line.</summary>
/// <param name="Line">The line's number on the chip.</param>
/// <param name="ActiveLow">Closed when the level is low: it switches to ground.</param>
/// <param name="Bias">The line's resistor.</param>
/// <param name="Debounce">How long a level must stand before it counts.</param>
public sealed record InputConfig(int Line, bool ActiveLow, LineBias Bias, TimeSpan Debounce);

/// <summary>A dry contact.</summary>
/// <param name="Input">Where it is wired.</param>
/// <param name="AlarmWhenClosed">False: it opens in trouble, so that a cut wire is noticed too.</param>
public sealed record ContactConfig(InputConfig Input, bool AlarmWhenClosed);
