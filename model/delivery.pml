/*
 * The delivery of updates to one account of one device, from publish until nothing is kept of them.
 * What is modelled and what is not, and how to read a counterexample: docs/model.md. Checked by model/check.sh.
 *
 * Update r is the one at position r in publish order; sets of updates are bit masks. What may happen between two steps of
 * the program may happen between two steps here. No run goes on for ever; what must be true at its end stands at the end.
 */
#ifndef UPDATES
#define UPDATES 2 /* at most 3, for SIZE, LOWEST and END */
#endif
#ifndef FAULTS
#define FAULTS 2 /* at most 3, for UNDER_WAY */
#endif
#define WINDOW 2
#define CONNECTIONS (FAULTS + 1) /* that can exist at a time: only a fault parts an app from its session */

/* Mistakes to switch on, -DBUG=NAME. */
#define NONE                 0
#define REPLY_FIRST          1 /* the app replies before it commits */
#define DEDUPE_OUTSIDE       2 /* the ref is recorded in a transaction after that of the effects */
#define REPLY_CARRIED        3 /* a reply owed on a connection that ended is sent on the next one */
#define FORGET_AT_ONCE       4 /* refs are forgotten at caughtUp whatever their age */
#define FORGET_SEEN          5 /* refs are forgotten at caughtUp though they came on that connection */
#define FORGET_LATE          6 /* refs are forgotten at any time after caughtUp, by the beginning of what is then the connection */
#define AGE_FROM_FIRST       7 /* a ref's age counts from its first coming, not from its last */
#define AGE_TO_NOW           8 /* a ref's age counts up to caughtUp, not up to the call that began the connection */
#define AGE_TO_OPEN          9 /* a ref's age counts up to when the app learned that the connection is open */
#define SNAPSHOT_THEN_LIVE  10 /* a publish pushes its update to the connection, beside the cursor */
#define EARLY_READ          11 /* an update can be read, and rings, before it is durable */
#define EARLY_BELL          12 /* the bell rings before the update can be read */
#define BELL_LOST           13 /* the bell is cleared after the read, not before */
#define CURSOR_KEPT         14 /* the cursor of a new connection goes on where the last one stopped */
#define WINDOW_KEPT         15 /* what was un-replied on the last connection takes room in the new one's window */
#define WINDOW_BY_PAGE      16 /* any room in the window is room for a whole page */
#define EARLY_CAUGHT_UP     17 /* caughtUp is sent at the beginning of a connection */
#define LATE_CAUGHT_UP      18 /* caughtUp waits also for updates of the backlog that were let go meanwhile */
#define OLD_REPLY           19 /* replies are taken from a connection that was replaced */
#define UNSENT_REPLY        20 /* replies are taken for what was not sent yet */
#define LATE_CLOSE          21 /* the close of an old connection takes away the new one's place */
#ifndef BUG
#define BUG NONE
#endif

#define BIT(r) (1 << (r))
#define BELOW(r) (BIT(r) - 1)
#define HAS(set, r) (((set) >> (r)) & 1)
#define SIZE(set) (((set) & 1) + (((set) >> 1) & 1) + (((set) >> 2) & 1))
#define LOWEST(set) (((set) & 1) -> 0 : (((set) & 2) -> 1 : 2))
#define TWO_LOWEST(set) ((set) == 7 -> 3 : (set))
#define END(set) ((set) & 4 -> 3 : ((set) & 2 -> 2 : ((set) & 1 -> 1 : 0)))
#define MAX(a, b) ((a) > (b) -> (a) : (b))
#define CAUGHT_UP UPDATES /* what an app receives beside updates */
#define say printf

/* The server's store. */
byte readable;        /* how many updates can be read */
byte durable;         /* how many of them survive a crash */
byte removed;         /* those that were replied */
byte removedDurably;  /* those whose removal survives a crash */
#define PENDING (BELOW(readable) & ~removed)

/* The server's memory. */
byte current;         /* the connection whose session is the one of the device; 0: none */
byte sentEarlier;     /* how far sessions that ended have sent */
bool toRing;          /* a publish is between store and bell */
byte keptUnreplied;   /* WINDOW_KEPT only */

mtype = { ARRIVED, ENTERED, LIVE }
typedef Session {
    mtype state;      /* 0: there is none */
    byte sent;        /* where the cursor is: what is below was sent or let go */
    byte page;        /* read from the store, not sent yet */
    byte unreplied;
    byte backlogEnd;  /* how far the backlog goes; 0 after caughtUp */
    bool caughtUp;
    bool atTail;      /* the last read found nothing */
    bool bell
}
Session session[CONNECTIONS + 1]; /* of two, the one with the higher number is the newer */

/* A connection's two directions; empty where nobody reads any more. */
chan down[CONNECTIONS + 1] = [UPDATES + 1] of { byte };
chan up[CONNECTIONS + 1] = [UPDATES + 1] of { byte };

/* The app's store. */
byte applied;         /* how many updates had their effect */
byte known;           /* refs on record */
byte aged;            /* those that did not come for as long as the safety age */

/* The app's memory. */
mtype = { TAKEN, EFFECTIVE, COMMITTED }
byte link;            /* the connection that it believes in; 0: none */
byte forgettable;     /* refs that were of age when it was begun and did not come since */
mtype stage;          /* of the one item at work; 0: none */
byte item;
byte from;            /* the connection it came on */
bool unaware;         /* AGE_TO_OPEN only: it does not know that the connection is open */
bool late;            /* FORGET_LATE only: it has still to forget */

byte faults = FAULTS; /* how many more there may be */

inline drain(queue) {
    do
    :: nempty(queue) -> queue ? _
    :: empty(queue) -> break
    od
}

/* ---- Server: for each connection a session with its cursor ---- */

/* What is sent after the app has let go reaches nobody and changes nothing: it is left out. Replies on their way are not. */
#define SENDS(c) (session[c].state == LIVE && link == c)
#define CAN_READ(c) (session[c].page == 0 && !session[c].atTail && SIZE(session[c].unreplied) < WINDOW)
/* Updates of the backlog that were let go meanwhile count as sent. */
#define BACKLOG_SENT(c) (session[c].sent >= session[c].backlogEnd || (BUG != LATE_CAUGHT_UP && \
    (session[c].page == 0 -> session[c].atTail : LOWEST(session[c].page) >= session[c].backlogEnd)))
#define FIRST_UNSENT(c) MAX(session[c].sent, sentEarlier)
#define MAY_REMOVE(c, r) ((r) < FIRST_UNSENT(c) || BUG == UNSENT_REPLY)

inline send(c, r) {
    say("connection %d: sends update %d\n", c, r);
    assert(r < durable); /* S1: an update is durable before it is sent */
    assert(r >= session[c].sent); /* S2: a connection carries updates in publish order, each once */
    session[c].unreplied = session[c].unreplied | BIT(r);
    assert(SIZE(session[c].unreplied) <= WINDOW); /* S3: no more are un-replied than the window allows */
    assert(session[c].caughtUp || r < session[c].backlogEnd); /* S4: nothing later is sent before caughtUp */
    session[c].sent = r + 1;
    down[c] ! r
}

/* A page is bounded by the room in the window, and may be shorter for the size of its frames. */
inline read(c) {
    page = PENDING & ~BELOW(session[c].sent);
    if
    :: page == 0 -> say("connection %d: finds nothing to read\n", c); session[c].atTail = true
    :: page != 0 -> say("connection %d: reads one update\n", c); session[c].page = BIT(LOWEST(page))
    :: SIZE(page) > 1 && (session[c].unreplied == 0 || BUG == WINDOW_BY_PAGE) ->
        say("connection %d: reads two updates\n", c); session[c].page = TWO_LOWEST(page)
    fi;
    page = 0
}

inline remove(c, r) {
    if
    :: MAY_REMOVE(c, r) -> say("connection %d: update %d is removed\n", c, r);
        assert(r < applied); /* S6: removed is only what was applied */
        removed = removed | BIT(r)
    :: else
    fi;
    session[c].unreplied = session[c].unreplied & ~BIT(r)
}

inline clear(c) {
    drain(up[c]);
    session[c].page = 0; session[c].atTail = false; session[c].bell = false; session[c].caughtUp = false;
    session[c].backlogEnd = 0; session[c].sent = 0; session[c].unreplied = 0; session[c].state = 0
}

inline leave(c) {
    say("connection %d: its session ends\n", c);
    current = (current == c || BUG == LATE_CLOSE -> 0 : current);
    sentEarlier = MAX(sentEarlier, session[c].sent);
    keptUnreplied = (BUG == WINDOW_KEPT -> session[c].unreplied : 0);
    clear(c)
}

proctype Server(byte c) {
    byte reply, page;
end:
    do
    :: d_step { session[c].state == ARRIVED -> /* the newer of two takes the place, whichever comes first [RTU-54] */
        if
        :: current < c -> say("connection %d: its session is the current one\n", c);
            current = c; session[c].state = ENTERED
        :: else -> leave(c)
        fi }
    :: d_step { session[c].state == ENTERED && link == c -> say("connection %d: counts the backlog\n", c);
        session[c].backlogEnd = END(PENDING); session[c].state = LIVE;
        session[c].sent = (BUG == CURSOR_KEPT -> sentEarlier : 0);
        session[c].unreplied = (BUG == WINDOW_KEPT -> keptUnreplied : 0) }

    :: d_step { SENDS(c) && session[c].bell && BUG != BELL_LOST -> session[c].bell = false; session[c].atTail = false }
    :: atomic { SENDS(c) && session[c].bell && BUG == BELL_LOST && session[c].page == 0 ->
        session[c].atTail = false; read(c) };
        session[c].bell = false
    :: atomic { SENDS(c) && CAN_READ(c) -> read(c) }
    :: d_step { SENDS(c) && !session[c].caughtUp && (BACKLOG_SENT(c) || BUG == EARLY_CAUGHT_UP) ->
        say("connection %d: sends caughtUp\n", c);
        assert((PENDING & BELOW(session[c].backlogEnd) & ~BELOW(session[c].sent)) == 0); /* S5: caughtUp is after the backlog */
        session[c].caughtUp = true; session[c].backlogEnd = 0; down[c] ! CAUGHT_UP }
    :: d_step { SENDS(c) && session[c].page != 0 && (session[c].caughtUp || !BACKLOG_SENT(c)) &&
            (SIZE(session[c].unreplied) < WINDOW || BUG == WINDOW_BY_PAGE) ->
        page = LOWEST(session[c].page); session[c].page = session[c].page & ~BIT(page); send(c, page); page = 0 }

    /* A newer connection may come between finding that this one is current and the removal. */
    :: atomic { session[c].state == LIVE && nempty(up[c]) && (current == c || BUG == OLD_REPLY) ->
        up[c] ? reply; say("connection %d: takes the reply to update %d\n", c, reply);
        assert(current == c) /* S7: only replies of the current connection count [RTU-23] */ };
        d_step {
        if
        :: session[c].state == LIVE -> remove(c, reply)
        :: else
        fi;
        reply = 0 }
    :: d_step { session[c].state == LIVE && nempty(up[c]) && current != c && BUG != OLD_REPLY -> up[c] ? _ }
    /* A reply to what was not sent, by a guess. It changes nothing, so it is a step only where a mistake lets it through. */
    :: d_step { session[c].state == LIVE && current == c && FIRST_UNSENT(c) < readable && MAY_REMOVE(c, FIRST_UNSENT(c)) ->
        reply = FIRST_UNSENT(c); remove(c, reply); reply = 0 }

    :: d_step { session[c].state != 0 && link != c -> leave(c) } /* closed, replaced or timed out: at some time it learns */
    od
}

/* ---- Publisher: first the store, then the bell [RTU-30] [RTU-31] ---- */

inline ring() {
    if
    :: current != 0 && link == current && BUG != SNAPSHOT_THEN_LIVE -> session[current].bell = true
    :: current != 0 && SENDS(current) && BUG == SNAPSHOT_THEN_LIVE -> send(current, readable - 1)
    :: else
    fi
}

active proctype Publisher() {
end:
    do
    :: d_step { readable < UPDATES && readable == durable && !toRing -> say("publisher: keeps update %d\n", readable);
        if
        :: BUG == EARLY_BELL -> ring()
        :: else -> readable++
        fi;
        durable = (BUG == EARLY_READ -> durable : readable); toRing = true }
    :: d_step { toRing -> say("publisher: rings\n");
        if
        :: BUG == EARLY_BELL -> readable++; durable++
        :: else -> ring()
        fi;
        toRing = false }
    :: d_step { durable < readable -> durable = readable } /* EARLY_READ only */
    od
}

/* ---- App: take an item, commit, reply; after caughtUp, forget ---- */

/* The effect and the record of the ref, in one transaction [RTU-21] [RTU-22]. */
inline commit(r) {
    if
    :: HAS(known, r) -> say("app: knows update %d\n", r); aged = (BUG == AGE_FROM_FIRST -> aged : aged & ~BIT(r))
    :: else -> say("app: applies update %d\n", r);
        assert(r >= applied); /* A1: an update is applied once */
        assert(r <= applied); /* A2: updates are applied in publish order */
        applied = MAX(applied, r + 1);
        known = (BUG == DEDUPE_OUTSIDE -> known : known | BIT(r))
    fi;
    forgettable = (BUG == FORGET_SEEN -> forgettable : forgettable & ~BIT(r))
}

/* What is owed on a connection that ended is dropped: the update comes again. */
inline sendReply(r) {
    say("app: replies to update %d\n", r);
    assert(r < applied); /* A3: replied is only what was applied */
    from = (BUG == REPLY_CARRIED -> link : from);
    if
    :: from != 0 && from == link && session[from].state != 0 -> up[from] ! r
    :: else
    fi
}

/* Refs that were of age when the connection was begun, and did not come on it before caughtUp [RTU-36]. */
inline forget() {
    say("app: forgets what is of age\n");
    known = known & ~(BUG == AGE_TO_NOW -> forgettable & aged : forgettable);
    aged = aged & known; forgettable = 0
}

inline letGo() {
    drain(down[link]);
    session[link].page = 0; session[link].atTail = false; session[link].bell = false; session[link].caughtUp = false;
    session[link].backlogEnd = 0; link = 0
}

proctype App() {
end:
    do
    :: d_step { link == 0 -> link = CONNECTIONS; /* the next number above those in use */
        do
        :: link > 0 && session[link].state == 0 && from != link -> link--
        :: else -> break
        od;
        link++; say("app: begins connection %d\n", link); session[link].state = ARRIVED;
        forgettable = (BUG == FORGET_AT_ONCE || BUG == AGE_TO_NOW -> known : aged); unaware = (BUG == AGE_TO_OPEN) }
    :: d_step { unaware -> say("app: its connection is open\n"); unaware = false; forgettable = aged }
    :: d_step { late && stage == 0 -> forget(); late = false }
    :: d_step { link != 0 && session[link].state == 0 -> say("app: sees that its connection ended\n"); letGo() }

    :: d_step { stage == 0 && link != 0 && !unaware && nempty(down[link]) -> down[link] ? item;
        if
        :: item == CAUGHT_UP && BUG != FORGET_LATE -> say("app: caught up\n"); item = 0; forget()
        :: item == CAUGHT_UP && BUG == FORGET_LATE -> say("app: caught up\n"); item = 0; late = true
        :: else -> say("app: takes update %d\n", item); from = link; stage = TAKEN
        fi }
    :: d_step { stage == TAKEN -> stage = (BUG == DEDUPE_OUTSIDE -> EFFECTIVE : COMMITTED);
        if
        :: BUG == REPLY_FIRST -> sendReply(item)
        :: else -> commit(item)
        fi }
    :: d_step { stage == EFFECTIVE -> known = known | BIT(item); stage = COMMITTED }
    :: d_step { stage == COMMITTED ->
        if
        :: BUG == REPLY_FIRST -> commit(item)
        :: else -> sendReply(item)
        fi;
        stage = 0; item = 0; from = 0 }
    od
}

/* ---- Environment: faults, time, and the end ---- */

#define UNREPLIED(c) session[((c) <= CONNECTIONS -> (c) : 0)].unreplied
#define UNDER_WAY (UNREPLIED(1) | UNREPLIED(2) | UNREPLIED(3) | UNREPLIED(4))

active proctype Environment() {
    byte c;
    for (c : 1 .. CONNECTIONS) { run Server(c) }
    c = 0; run App();
    do
    :: d_step { faults > 0 -> faults = 0; removedDurably = removed; say("from here on all goes well\n") }
    :: d_step { faults > 0 && link != 0 -> faults--; say("FAULT: the app loses its connection\n"); letGo() }
    :: d_step { faults > 0 && link != 0 && session[link].state != 0 -> faults--;
        say("FAULT: the server loses a connection\n"); leave(link) }
    :: d_step { faults > 0 && (link != 0 || stage != 0) -> faults--; say("FAULT: the app dies\n");
        letGo(); forgettable = 0; late = false; stage = 0; item = 0; from = 0 }
    :: d_step { faults > 0 -> faults--; say("FAULT: the server dies, its publisher with it\n");
        for (c : 1 .. CONNECTIONS) { clear(c) }
        c = 0; current = 0; sentEarlier = 0; keptUnreplied = 0; toRing = false;
        readable = durable; removed = removedDurably }

    :: d_step { removedDurably != removed -> removedDurably = removed }
    /* As long as the safety age: removals are durable by then, and what is un-replied is so on no living connection. */
    :: d_step { known != aged && UNDER_WAY == 0 -> removedDurably = removed; aged = known; say("A LONG TIME GOES BY\n") }

    :: timeout -> break /* faults are over and nothing is left to do */
    od;
    assert(durable == UPDATES && applied == UPDATES); /* E1: everything published is applied */
    assert(removed == BELOW(UPDATES)); /* E2: everything was replied, nothing is kept for ever */
    assert(link != 0 && link == current && session[link].caughtUp) /* E3: the app is connected and has caught up */
}
