namespace EdgeNoc.Tests.Updates;

/// <summary>A POP's machine with systemd, whose power can be cut.</summary>
internal interface IPopMachine : IAsyncDisposable
{
    /// <summary>Switches it on.</summary>
    Task StartAsync();

    /// <summary>Cuts its power: whatever runs there is gone in that moment.</summary>
    Task CutPowerAsync();

    /// <summary>Runs a shell's lines there as root.</summary>
    Task<(int Code, string Output)> TryAsync(string script);
}
