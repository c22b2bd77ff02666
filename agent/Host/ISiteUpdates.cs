using EdgeNoc.Agent.Metered;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Host;

/// <summary>What fetches the versions that the office orders.</summary>
internal interface ISiteUpdates : IAsyncDisposable
{
    /// <summary>For the status; null where this is no installed package.</summary>
    UpdateReport? Now { get; }

    /// <summary>What came on <c>cmd</c>.</summary>
    void OnCommand(MqttMessage message);

    /// <summary>Begins, once in a run.</summary>
    void Start(UpdateSurroundings around);
}

/// <summary>What the running agent knows that an update has to wait for.</summary>
/// <param name="Terms">What the way to the office costs.</param>
/// <param name="LastAckAge">How long ago the office's database acknowledged something; null: not in this run.</param>
/// <param name="FreeBytes">Of the disk that a path is on; null: nobody knows.</param>
internal sealed record UpdateSurroundings(Func<UplinkTerms> Terms, Func<TimeSpan?> LastAckAge, Func<string, long?> FreeBytes);
