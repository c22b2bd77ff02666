using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>What an agent says that runs a config which was written by hand: nobody enrolled it, so that it knows no office whose configs it could take.</summary>
internal sealed class HandMadeConfig(string sha256, IConfigRun run, TimeProvider time)
{
    public void Begin() => run.Publish(Of(null));

    /// <summary>Something came on <c>config/want</c>.</summary>
    public void Hear(ReadOnlyMemory<byte> envelope)
    {
        if (envelope.IsEmpty) return;
        run.Publish(Of(new HaveRefused(
            "hand_made", time.GetUtcNow(), "this agent runs a config that was written by hand (run --config)", "change that file at the POP, or enrol the machine: then its config comes from the office")));
    }

    private HaveConfig Of(HaveRefused? refused) => new(new HaveRunning(ConfigSources.File, null, sha256, null, null), 0, null, null, refused);
}
