namespace EdgeNoc.Agent.Enrolment;

/// <summary>Looks for passwords of devices that had none, typed here or sent by the office: the run begins anew with them.</summary>
internal sealed class TypedSecrets : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ITimer _timer;

    public TypedSecrets(EnrolledFolder folder, Action added, TimeProvider time)
    {
        var known = folder.Secrets();
        _timer = time.CreateTimer(
            _ =>
            {
                if (folder.Secrets().IsSubsetOf(known)) return;
                added();
            },
            null, Every, Every);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
