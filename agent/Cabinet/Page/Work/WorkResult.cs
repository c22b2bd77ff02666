namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>What became of an action.</summary>
internal enum WorkResult
{
    Done,

    /// <summary>It stands already.</summary>
    Stands,

    /// <summary>There is none to end.</summary>
    Nothing,
    NoSuchDevice,

    /// <summary>Shorter than a minute or longer than is given from a cabinet.</summary>
    BadLength,

    /// <summary>The disk takes no events: without one the office would not know.</summary>
    NotStored,
}
