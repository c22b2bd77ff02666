namespace EdgeNoc.Agent.Cabinet.Outputs;

/// <summary>What can be switched, as bits.</summary>
[Flags]
internal enum Outlets
{
    None = 0,
    Owner = 1 << 0,
    Uplink = 1 << 1,
    Devices = 1 << 2,
    Alarm = 1 << 3,
    Buzzer = 1 << 4,
    Lamps = Owner | Uplink | Devices | Alarm,
}

/// <summary>Something that lamps or the buzzer are wired to.</summary>
internal interface IOutputTarget : IDisposable
{
    /// <summary>Switches all at once; returns at once. Disposing leaves everything dark.</summary>
    void Set(Outlets on);
}
