"""Where each muscle lies on the mannequin, as a table.

A row: name, drawn part it lies on, `skin` or `deep` (deep ones show through the body from
everywhere), the direction its skin faces (forward, outward, up), then its blobs: frame, forward,
outward, up and radius in metres.
"""

ATLAS = """
iliopsoas thigh deep 1 .2 0
  l2 .03 .04 0 .02 | pelvis .045 .075 .02 .028 | thigh .02 -.015 -.08 .02
rectus_femoris thigh skin 1 .15 0
  thigh .05 0 -.04 .024 | thigh .045 0 -.2 .027 | thigh .034 0 -.36 .017
quadriceps thigh skin 1 .3 0
  thigh .036 .008 -.1 .04 | thigh .032 .004 -.25 .036 | thigh .026 0 -.38 .026
tensor_fasciae_latae thigh skin .7 1 0
  pelvis .04 .135 .04 .022 | thigh .035 .05 -.12 .02
adductors thigh deep .6 -1 0
  thigh .01 -.045 -.07 .035 | thigh .005 -.036 -.2 .028 | thigh 0 -.028 -.33 .016
hamstrings thigh skin -1 .2 0
  thigh -.04 0 -.11 .036 | thigh -.03 0 -.25 .034 | thigh -.024 0 -.39 .022
hip_rotators thigh skin -1 .5 0
  pelvis -.075 .045 .03 .022 | thigh -.035 .05 0 .02
gluteus_maximus thigh skin -1 .6 0
  pelvis -.06 .06 .045 .042 | pelvis -.062 .085 -.01 .048 | thigh -.045 .015 -.05 .036
gluteus_medius thigh skin -.3 1 0
  pelvis -.02 .11 .085 .04 | pelvis -.012 .13 .02 .03
gastrocnemius shin skin -1 0 0
  shin -.022 0 -.04 .026 | shin -.03 0 -.11 .032 | shin -.022 0 -.2 .022
soleus shin skin -1 0 0
  shin -.024 0 -.17 .028 | shin -.014 0 -.27 .022 | shin -.012 0 -.38 .012
tibialis_anterior shin skin 1 .6 0
  shin .024 .014 -.07 .02 | shin .016 .012 -.2 .019 | shin .016 0 -.36 .01
tibialis_posterior shin deep -1 -.6 0
  shin -.008 -.018 -.14 .014 | shin -.004 -.018 -.38 .01 | foot .04 -.018 -.045 .011
peroneals shin skin 0 1 0
  shin -.006 .034 -.08 .016 | shin -.004 .024 -.24 .014 | shin -.008 .018 -.38 .009
foot_intrinsics foot deep 0 -1 -.5
  foot -.01 -.01 -.055 .016 | foot .05 -.012 -.05 .018 | foot .11 -.01 -.062 .014
plantar_fascia foot deep 0 0 -1
  foot -.03 0 -.068 .009 | foot .05 0 -.064 .008 | foot .12 0 -.069 .009
lower_abdominals trunk skin 1 0 0
  pelvis .062 .022 .045 .024 | l2 .09 .026 -.02 .028
upper_abdominals trunk skin 1 0 0
  l2 .09 .028 .03 .028 | t12 .1 .03 .06 .026
deep_abdominals trunk deep 1 .6 0
  l2 .095 .012 -.03 .026 | l2 .07 .075 -.03 .028 | l2 .01 .1 -.03 .026
obliques trunk deep .5 1 0
  pelvis .035 .115 .1 .028 | l2 .045 .095 0 .034 | t12 .05 .1 .04 .032
quadratus_lumborum trunk deep -1 .7 0
  pelvis -.06 .075 .1 .02 | l2 -.03 .075 -.01 .022 | t12 -.03 .06 -.01 .016
lumbar_extensors trunk skin -1 .35 0
  pelvis -.078 .028 .07 .018 | l2 -.042 .032 0 .021 | t12 -.045 .034 .04 .02
thoracic_extensors trunk skin -1 .35 0
  t12 -.045 .034 .02 .018 | t8 -.056 .036 0 .02 | t4 -.055 .03 .02 .016
multifidus trunk skin -1 .2 0
  pelvis -.085 .016 .06 .013 | l2 -.048 .016 0 .013 | t12 -.05 .016 0 .012
pectorals trunk skin 1 .3 .1
  t4 .095 .045 -.05 .04 | t4 .085 .1 -.035 .034 | humerus .02 -.01 -.035 .022
pectoralis_minor trunk deep 1 .4 0
  t4 .085 .085 -.07 .016 | t4 .05 .12 .03 .012
serratus_anterior trunk skin .6 1 0
  t12 .07 .1 .05 .02 | t8 .06 .125 0 .026 | t8 .03 .135 .06 .022
latissimus_dorsi trunk skin -1 .7 0
  l2 -.035 .05 0 .024 | t12 -.03 .085 .05 .034 | t8 -.02 .11 .05 .036 | humerus -.01 -.015 -.05 .018
rhomboids trunk skin -1 .2 0
  t4 -.066 .02 .02 .016 | t4 -.058 .065 -.04 .024 | t8 -.064 .05 .02 .018
middle_trapezius trunk skin -1 .2 .1
  t4 -.062 .016 .03 .026 | t4 -.045 .09 .03 .022 | humerus -.02 -.01 .03 .012
lower_trapezius trunk skin -1 .2 0
  t12 -.055 .012 .05 .012 | t8 -.064 .026 .03 .02 | t4 -.052 .08 0 .017
upper_trapezius neck deep -.6 .6 .9
  head -.045 .02 .02 .014 | c7 -.03 .04 0 .02 | t4 -.012 .09 .07 .02 | humerus -.005 -.02 .045 .014
levator_scapulae neck deep -.7 .7 0
  c7 -.012 .038 .06 .012 | c7 -.03 .045 0 .013 | t4 -.05 .065 .05 .013
suboccipitals head skin -1 .3 0
  head -.04 .022 0 .015 | head -.06 .026 .025 .014
deep_neck_flexors neck deep 1 .3 0
  c7 .035 .014 0 .015 | c7 .036 .014 .045 .014 | head .025 .012 0 .012
anterior_deltoid humerus skin 1 .4 .2
  humerus .03 .006 .01 .024 | humerus .02 .01 -.11 .017
middle_deltoid humerus skin 0 1 .3
  humerus 0 .03 .01 .026 | humerus 0 .026 -.11 .017
rear_deltoid humerus skin -1 .5 .2
  humerus -.03 .008 .01 .025 | humerus -.018 .014 -.11 .017
rotator_cuff humerus deep -1 .4 0
  t4 -.05 .085 -.02 .022 | t4 -.04 .125 0 .018 | humerus -.022 .005 .005 .015
biceps humerus skin 1 0 0
  humerus .02 0 -.09 .018 | humerus .02 0 -.17 .023 | humerus .014 0 -.25 .016
triceps humerus skin -1 .3 0
  humerus -.02 0 -.06 .019 | humerus -.02 0 -.15 .023 | humerus -.014 0 -.25 .015
thoracic_rotators trunk deep -1 .3 0
  t12 -.048 .02 .02 .014 | t8 -.06 .05 0 .02 | t4 -.05 .03 .02 .014
neck_rotators neck deep -.3 1 0
  head -.03 .05 .01 .014 | c7 .012 .046 .03 .015 | t4 .045 .02 .07 .012
"""
